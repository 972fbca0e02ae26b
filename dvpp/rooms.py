"""What the site is made of: its rooms, the libraries beside them, and what every request passes through."""

# Top first: a room imports only from those below it
ROOMS = [
    "demonstration",
    "monitoring",
    "joint",
    "intake",
    "knowledge",
    "programme",
    "iss",
    "referrals",
    "outcomes",
    "alerts",
    "texts",
    "timescales",
    "directory",
    "audit",
    "accounts",
]

INSTALLED_APPS = [
    "dvpp",
    *ROOMS,
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "crispy_forms",
    "crispy_forms_gds",
    "django_filters",
    "csp",
    "pgtrigger",
    "pghistory",
]

MIDDLEWARE = [
    "dvpp.logs.RequestLogMiddleware",
    "monitoring.running.counting.MetricsMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "dvpp.edges.EdgesMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Before anything that asks the database
    "dvpp.maintenance.MaintenanceMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "accounts.identity.PersonMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.identity.NoStoreMiddleware",
    # Outside of the request's transaction, with which everything else goes when somebody is refused
    "audit.refusals.RefusalMiddleware",
    "audit.breaking.WritingMiddleware",
    # One transaction a request, in which the database knows who asks
    "accounts.identity.IdentityMiddleware",
    # Inside that transaction: whether the session stands and the second factor is there
    "monitoring.signing_in.identity.StandingMiddleware",
    # Whoever opens far more files than people of their role do
    "monitoring.readers.views.SlowReadingMiddleware",
    # A form sent twice is done once
    "accounts.posts.OnceMiddleware",
    # Two people who edit one record do it one after the other, and the second sees both versions
    "accounts.meanwhile.MeanwhileMiddleware",
]
