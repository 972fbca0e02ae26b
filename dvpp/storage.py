from whitenoise.storage import CompressedManifestStaticFilesStorage


class ManifestStorage(CompressedManifestStaticFilesStorage):
    """Hashed names, also of the modules that scripts import."""

    support_js_module_import_aggregation = True
