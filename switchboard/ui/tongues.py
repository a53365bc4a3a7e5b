"""What the languages that people speak are called in the agent's own: callers ask for "somebody who speaks
Arabic", and few agents read العربية."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QLocale


def tongue(tag: str) -> str:
    """Return a language's name by its tag (BCP 47, the country in it passed over); where we have none, as it
    calls itself, else the tag."""
    code = tag.replace("_", "-").split("-")[0].lower()
    return _name(code) or QLocale(tag).nativeLanguageName() or tag


def _name(code: str) -> str:
    translate = QCoreApplication.translate
    match code:
        case "am":
            return translate("Tongue", "Amharic")
        case "ar":
            return translate("Tongue", "Arabic")
        case "bg":
            return translate("Tongue", "Bulgarian")
        case "bs":
            return translate("Tongue", "Bosnian")
        case "ckb":
            return translate("Tongue", "Central Kurdish")
        case "cs":
            return translate("Tongue", "Czech")
        case "da":
            return translate("Tongue", "Danish")
        case "de":
            return translate("Tongue", "German")
        case "el":
            return translate("Tongue", "Greek")
        case "en":
            return translate("Tongue", "English")
        case "es":
            return translate("Tongue", "Spanish")
        case "et":
            return translate("Tongue", "Estonian")
        case "fa":
            return translate("Tongue", "Persian")
        case "fi":
            return translate("Tongue", "Finnish")
        case "fil":
            return translate("Tongue", "Filipino")
        case "fkv":
            return translate("Tongue", "Kven")
        case "fo":
            return translate("Tongue", "Faroese")
        case "fr":
            return translate("Tongue", "French")
        case "he":
            return translate("Tongue", "Hebrew")
        case "hi":
            return translate("Tongue", "Hindi")
        case "hr":
            return translate("Tongue", "Croatian")
        case "hu":
            return translate("Tongue", "Hungarian")
        case "is":
            return translate("Tongue", "Icelandic")
        case "it":
            return translate("Tongue", "Italian")
        case "ja":
            return translate("Tongue", "Japanese")
        case "kmr":
            return translate("Tongue", "Northern Kurdish")
        case "ko":
            return translate("Tongue", "Korean")
        case "ku":
            return translate("Tongue", "Kurdish")
        case "lt":
            return translate("Tongue", "Lithuanian")
        case "lv":
            return translate("Tongue", "Latvian")
        case "mk":
            return translate("Tongue", "Macedonian")
        case "nb":
            return translate("Tongue", "Bokmål")
        case "nl":
            return translate("Tongue", "Dutch")
        case "nn":
            return translate("Tongue", "Nynorsk")
        case "no":
            return translate("Tongue", "Norwegian")
        case "nsl":
            return translate("Tongue", "Norwegian Sign Language")
        case "om":
            return translate("Tongue", "Oromo")
        case "pa":
            return translate("Tongue", "Punjabi")
        case "pl":
            return translate("Tongue", "Polish")
        case "prs":
            return translate("Tongue", "Dari")
        case "ps":
            return translate("Tongue", "Pashto")
        case "pt":
            return translate("Tongue", "Portuguese")
        case "rn":
            return translate("Tongue", "Kirundi")
        case "ro":
            return translate("Tongue", "Romanian")
        case "rom":
            return translate("Tongue", "Romani")
        case "ru":
            return translate("Tongue", "Russian")
        case "rw":
            return translate("Tongue", "Kinyarwanda")
        case "se":
            return translate("Tongue", "Northern Sami")
        case "sk":
            return translate("Tongue", "Slovak")
        case "sl":
            return translate("Tongue", "Slovenian")
        case "sma":
            return translate("Tongue", "Southern Sami")
        case "smj":
            return translate("Tongue", "Lule Sami")
        case "so":
            return translate("Tongue", "Somali")
        case "sq":
            return translate("Tongue", "Albanian")
        case "sr":
            return translate("Tongue", "Serbian")
        case "sv":
            return translate("Tongue", "Swedish")
        case "sw":
            return translate("Tongue", "Swahili")
        case "ta":
            return translate("Tongue", "Tamil")
        case "th":
            return translate("Tongue", "Thai")
        case "ti":
            return translate("Tongue", "Tigrinya")
        case "tl":
            return translate("Tongue", "Tagalog")
        case "tr":
            return translate("Tongue", "Turkish")
        case "uk":
            return translate("Tongue", "Ukrainian")
        case "ur":
            return translate("Tongue", "Urdu")
        case "vi":
            return translate("Tongue", "Vietnamese")
        case "zh":
            return translate("Tongue", "Chinese")
    return ""
