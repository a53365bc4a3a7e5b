"""What the window thinks with, free of Qt: lanes, answers, and the facade that owns them."""
