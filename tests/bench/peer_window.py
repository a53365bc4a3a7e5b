"""The peer of *start* and *memory*: a bare PySide6 window. Prints, as JSON, when it was painted and its size.

Times are the system's monotonic clock, which parent and child share. It is timed as ours is, when what was
painted has gone to the display: less than half a millisecond after the paint. ``leave`` has it end then.
"""

from __future__ import annotations

import json
import sys
import time

from PySide6.QtCore import QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QLabel


def resident_kib() -> int:
    with open("/proc/self/status", encoding="ascii") as status:  # noqa: PTH123 - no import that the peer lacks
        return next(int(line.split()[1]) for line in status if line.startswith("VmRSS"))


class Window(QLabel):
    painted = False

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self.painted:
            self.painted = True
            QTimer.singleShot(0, self.tell)

    def tell(self) -> None:
        print(json.dumps({"at": time.monotonic()}), flush=True)
        QTimer.singleShot(0 if sys.argv[1:] == ["leave"] else 500, self.finish)

    def finish(self) -> None:
        print(json.dumps({"kib": resident_kib()}), flush=True)
        QApplication.quit()


def main() -> int:
    app = QApplication(sys.argv[:1])
    window = Window("A bare window")
    window.resize(1200, 800)
    window.show()
    return app.exec()


if __name__ == "__main__":
    sys.exit(main())
