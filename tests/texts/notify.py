"""A GOV.UK Notify of our own on a local port: it checks the token and does what it is told to do."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import jwt

SERVICE, SECRET = "26785a09-ab16-4eb0-8407-a37497a57506", "3d844edf-8d35-48ac-975b-e847b4f122b0"
API_KEY = f"test-{SERVICE}-{SECRET}"


class FakeNotify:
    """``sent``: what has arrived. ``answers``: status codes for the next messages; 201 when there are none left.
    ``drops``: takes the message and then breaks the connection without an answer."""

    def __init__(self):
        self.sent, self.answers, self.drops = [], [], False
        fake = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self):
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                self._check()
                status = fake.answers.pop(0) if fake.answers else 201
                if status == 201:
                    fake.sent.append(body)
                if fake.drops:
                    fake.drops = False
                    self.connection.close()
                    return
                self._say(status, {"id": f"id-{len(fake.sent)}"} if status == 201 else {"errors": []})

            def do_GET(self):
                self._check()
                reference = self.path.split("reference=")[-1]
                found = [
                    {"id": f"id-{number}"}
                    for number, body in enumerate(fake.sent, start=1)
                    if body["reference"] == reference
                ]
                self._say(200, {"notifications": found})

            def _check(self):
                token = self.headers["Authorization"].removeprefix("Bearer ")
                jwt.decode(token, SECRET, algorithms=["HS256"], options={"require": ["iss", "iat"]})

            def _say(self, status, answer):
                content = json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            def log_message(self, *_):
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def stop(self):
        self.server.shutdown()
        self.server.server_close()
