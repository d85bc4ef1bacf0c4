"""Settings of a graphite-web that lives in the folder $GRAPHITE_HOME and reads whisper files or, if
$CLUSTER_SERVERS names any, other servers."""
import os

HOME = os.environ["GRAPHITE_HOME"]
SERVERS = os.environ.get("CLUSTER_SERVERS", "")

SECRET_KEY = "only for comparing"
ALLOWED_HOSTS = ["*"]
TIME_ZONE = "UTC"
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": HOME + "/graphite.db"}}
CONF_DIR = LOG_DIR = HOME
INDEX_FILE = HOME + "/index"
LOG_ROTATION = False
STORAGE_DIR = WHISPER_DIR = HOME + "/whisper"
GRAPHITE_ROOT = "/usr/share/graphite-web"
STATIC_ROOT = GRAPHITE_ROOT + "/static"
STANDARD_DIRS = [] if SERVERS else [WHISPER_DIR]
CLUSTER_SERVERS = [server for server in SERVERS.split(",") if server]
STORAGE_FINDERS = [
    "graphite.finders.remote.RemoteFinder" if SERVERS else "graphite.finders.standard.StandardFinder"
]
TAGDB = "graphite.tags.localdatabase.LocalDatabaseTagDB"
REMOTE_RETRY_DELAY = 0  # one slow answer of a server just started is not to empty those of a minute
CARBONLINK_HOSTS = []
FUNCTION_PLUGINS = []
MEMCACHE_HOSTS = []
DEFAULT_CACHE_DURATION = 0
DEFAULT_XFILES_FACTOR = 0
