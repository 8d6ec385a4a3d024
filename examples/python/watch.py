"""Prints an agent's events, one line of JSON each, with nothing but Python's standard library. A lost connection is made
again, and goes on after the last event. Usage: watch.py [user:password] [http://host:port/graphql/stream]"""

import base64
import http.client
import json
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


def main(login="agent1:sandbox-agent1", url="http://127.0.0.1:4000/graphql/stream"):
    headers = {
        "Authorization": "Basic " + base64.b64encode(login.encode()).decode(),
        "Content-Type": "application/json",
        "Accept": "text/event-stream",
    }
    body = json.dumps({"query": QUERY}).encode()
    attempt = 0
    while True:
        try:
            with urllib.request.urlopen(urllib.request.Request(url, body, headers), timeout=SILENCE) as response:
                for kind, data, cursor in events(response):
                    if kind != "next":
                        break
                    result = json.loads(data)
                    if result.get("errors"):
                        error = result["errors"][0]
                        if error["extensions"]["code"] == "UNAUTHENTICATED":
                            sys.exit(error["message"])
                        print(error["message"], file=sys.stderr, flush=True)
                        continue
                    attempt = 0
                    headers["Last-Event-ID"] = cursor
                    print(json.dumps(result["data"]["sessionEvents"]), flush=True)
        except urllib.error.HTTPError as error:
            if error.code < 500 and error.code not in PASSING:
                sys.exit(f"refused: {error.code}")
        except (OSError, http.client.HTTPException) as error:
            print(f"connection lost: {error}", file=sys.stderr, flush=True)
        time.sleep(min(10, 0.5 * 2**attempt) * random.uniform(0.5, 1))
        attempt = min(attempt + 1, 5)


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except KeyboardInterrupt:
        pass
