"""Prints an agent's events, one line of JSON each, with nothing but Python's standard library. A lost connection is made
again, and goes on after the last event. Usage: watch.py [user] [http://host:port/graphql/stream]
The password comes from GWS_PASSWORD, or is asked for."""

import base64
import getpass
import http.client
import json
import math
import os
import random
import sys
import time
import urllib.error
import urllib.request

QUERY = """subscription {
  sessionEvents {
    __typename
    ... on SessionsSnapshot { reason mayHaveMissedEvents sessions { id state } }
    ... on SessionStateChanged { session { id } state }
    ... on ParticipantsChanged { session { id } joined { nickname } left { nickname } }
    ... on MessageAdded { sessionId message { __typename ... on TextMessage { text } } }
    ... on StreamEnding { endReason }
  }
}"""
PASSING = {408, 409, 425, 429}
SILENCE = 60  # Seconds; the gateway gives a sign of life every WS_PING_MS.
STEADY = 5  # Seconds after which a stream counts as a good one: the next pause is short again.


class NoRedirect(urllib.request.HTTPRedirectHandler):
    """The password is for one host: a redirect is an error."""

    def redirect_request(self, *_):
        return None


def events(response):
    """Yields each server-sent event as (type, data, id)."""
    fields = {}
    for line in response:
        name, _, value = line.decode().rstrip("\r\n").partition(":")
        if name:
            fields[name] = value.removeprefix(" ")
        elif line.strip() == b"":
            if "event" in fields:
                yield fields["event"], fields.get("data", ""), fields.get("id")
            fields = {}


def read(data):
    """Returns (event, error code, error message) of a GraphQL result. Raises ValueError for anything else."""
    try:
        result = json.loads(data)
        if not result.get("errors"):
            return result["data"]["sessionEvents"], None, None
        error = result["errors"][0]
        return None, error.get("extensions", {}).get("code"), error["message"]
    except (AttributeError, LookupError, TypeError, RecursionError) as reason:
        raise ValueError("no GraphQL result") from reason


def tell(text):
    print(text, file=sys.stderr, flush=True)


def watch(user, password, url):
    headers = {
        "Authorization": "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode(),
        "Content-Type": "application/json",
        "Accept": "text/event-stream",
    }
    body = json.dumps({"query": QUERY}).encode()
    opener = urllib.request.build_opener(NoRedirect)
    attempt = 0
    while True:
        opened = math.inf
        try:
            with opener.open(urllib.request.Request(url, body, headers), timeout=SILENCE) as response:
                opened = time.monotonic()
                for kind, data, cursor in events(response):
                    if kind != "next":
                        break
                    event, code, message = read(data)
                    if code == "UNAUTHENTICATED":
                        sys.exit(repr(message))
                    if message is not None:
                        tell(repr(message))  # Others' words: no control characters for the terminal.
                        continue
                    print(json.dumps(event), flush=True)
                    if cursor and cursor.isascii() and cursor.isprintable():
                        headers["Last-Event-ID"] = cursor
        except urllib.error.HTTPError as error:
            if error.code < 500 and error.code not in PASSING:
                sys.exit(f"refused: {error.code}")
        except (OSError, http.client.HTTPException, ValueError) as error:
            tell(f"connection lost: {error!r}")
        attempt = 0 if time.monotonic() - opened > STEADY else attempt
        time.sleep(min(10, 0.5 * 2**attempt) * random.uniform(0.5, 1))
        attempt = min(attempt + 1, 5)


def main(user="agent1", url="http://127.0.0.1:4000/graphql/stream"):
    if ":" in user:
        sys.exit("the user name alone: the password comes from GWS_PASSWORD, or is asked for")
    if not url.startswith(("http://", "https://")):
        sys.exit("the URL wants http:// or https://")
    watch(user, os.environ.get("GWS_PASSWORD") or getpass.getpass(), url)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except (KeyboardInterrupt, EOFError):
        pass
