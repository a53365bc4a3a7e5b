"""A topic in words: what an errand is called in the directory."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from switchboard.domain.record import record
from switchboard.search.results import Topic


@record(frozen=True, slots=True, repr=False)
class TopicLine:
    """What an errand is called in the directory, as a row among the hits."""

    topic: Topic
    name: str
    title: str
    word: str
    spoken: str


def topic_line(topic: Topic) -> TopicLine:
    """Put a topic into words."""
    translate = QCoreApplication.translate
    said, label = topic.said, topic.label
    return TopicLine(
        topic,
        name=translate("Topic", "{said} → {topic}").format(said=said, topic=label),
        title=translate("Topic", "Enter shows who is responsible"),
        word=translate("Topic", "topic"),
        spoken=translate("Topic", "Topic: “{said}” is {topic}. Enter shows who is responsible.").format(
            said=said, topic=label
        ),
    )
