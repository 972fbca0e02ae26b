"""An identity provider of our own for tests: OpenID Connect with PKCE, on a port of this machine.

Whoever comes is ``subject`` of ``tenant``: nobody is asked anything. ``claims`` are added to the token.
"""

import base64
import hashlib
import json
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT, SECRET = "dvpp-test", "not-a-secret"


class Provider:
    def __init__(self):
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.subject, self.tenant, self.claims, self.codes = "subject-1", "tenant-1", {}, {}
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                provider.get(self)

            def do_POST(self):
                provider.post(self)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("localhost", 0), Handler)
        self.issuer = f"http://localhost:{self.server.server_port}"
        Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    def settings(self, organisation, **changes):
        """As dvpp.sign_in_providers makes them from the environment."""
        settings = {
            "server_url": self.issuer,
            "issuer": self.issuer,
            "tenant": self.tenant,
            "organisation": organisation,
            "asks_second_factor": False,
            "fetch_userinfo": False,
        }
        return {
            "provider_id": "work",
            "name": "Work",
            "client_id": CLIENT,
            "secret": SECRET,
            "settings": settings | changes,
        }

    def get(self, asked):
        address = urlsplit(asked.path)
        given = {name: values[0] for name, values in parse_qs(address.query).items()}
        if address.path == "/.well-known/openid-configuration":
            self._json(asked, self._configuration())
        elif address.path == "/keys":
            public = json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))
            self._json(asked, {"keys": [public | {"kid": "1", "alg": "RS256", "use": "sig"}]})
        elif address.path == "/authorize":
            code = uuid4().hex
            self.codes[code] = given
            back = f"{given['redirect_uri']}?{urlencode({'code': code, 'state': given['state']})}"
            asked.send_response(302)
            asked.send_header("Location", back)
            asked.end_headers()

    def post(self, asked):
        body = asked.rfile.read(int(asked.headers["Content-Length"])).decode()
        given = {name: values[0] for name, values in parse_qs(body).items()}
        begun = self.codes.pop(given["code"])
        digest = hashlib.sha256(given["code_verifier"].encode()).digest()
        assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == begun["code_challenge"]
        assert given["client_secret"] == SECRET
        token = jwt.encode(self._claims(), self.key, algorithm="RS256", headers={"kid": "1"})
        answer = {"access_token": uuid4().hex, "token_type": "Bearer", "expires_in": 300, "id_token": token}
        self._json(asked, answer)

    def _claims(self):
        now = int(time.time())
        said = {"iss": self.issuer, "aud": CLIENT, "sub": self.subject, "tid": self.tenant}
        return said | {"iat": now, "exp": now + 300, "email": "anybody@test.example"} | self.claims

    def _configuration(self):
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def _json(self, asked, content):
        asked.send_response(200)
        asked.send_header("Content-Type", "application/json")
        asked.end_headers()
        asked.wfile.write(json.dumps(content).encode())
