"""An environment that names all settings that there have to be."""

COMPLETE = {
    "GOLDEN_THREAD_MODE": "live",
    "GOLDEN_THREAD_SECRET_KEY": "k" * 32,
    "GOLDEN_THREAD_DATABASE": "sqlite:///audit.sqlite",
    "GOLDEN_THREAD_BASE_ADDRESS": "https://audit.example.org",
}
