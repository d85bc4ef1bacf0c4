"""Random targets, answered by graphite-web (in this process) and by Tidemark over the same points, which graphite-web has
in whisper files of its own or, if $CLUSTER_SERVERS is set, asks of Tidemark.

Called by dev/graphite-web, which sets everything up. Prints, per function, targets that the two answer differently.
"""
import argparse
import collections
import inspect
import json
import logging
import math
import os
import random
import signal
import socket
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

# graphite-web 1.1 describes its functions with two calls that Python 3.11 no longer has.
Spec = collections.namedtuple("Spec", "args varargs keywords defaults")
inspect.getargspec = lambda function: Spec(*inspect.getfullargspec(function)[:4])
inspect.formatargspec = lambda *_, **__: "()"

import django  # noqa: E402

django.setup()
logging.disable(logging.CRITICAL)

import whisper  # noqa: E402
from django.test import Client  # noqa: E402
from graphite.tags.utils import TaggedSeries  # noqa: E402

DAY = 86400
# Answers of chance, and those of another store; in 1.1 moving windows begin one point later than today's do.
LEFT_OUT = {"randomWalk", "randomWalkFunction", "events", "movingAverage", "movingMax", "movingMin", "movingMedian",
            "movingSum", "movingWindow"}
LEAVES = ["servers.web1.cpu.user", "servers.*.cpu.user", "servers.web{1,2}.cpu.*", "servers.*.net.rx", "servers.*.load",
          "odd.*", "odd.gap", "odd.holes", "odd.const", "odd.{tiny,big}", "fast.*.x", "slow.*.x", "{fast,slow}.a.x",
          "*.a.x", "servers.db-1.load", "servers.web[12].net.rx", "no.such", "seriesByTag('name=disk.used')",
          "seriesByTag('name=disk.used','datacenter=dc1')"]
INTERVALS = ["1min", "5min", "10min", "1h", "90s", "3min", "1day", "30s", "7min"]
CALLBACKS = ["sum", "average", "avg", "min", "max", "median", "diff", "stddev", "count", "range", "multiply", "last",
             "rangeOf", "total"]
TEXTS = {"search": ["^.*web", "cpu", "(web)(\\d)", "user$", "o", "\\.", "^(.*)$"], "replace": ["X", "\\1", "n.%", ""],
         "newName": ["X", "n.%", "a b"], "color": ["red"], "system": ["si", "binary"], "func": ["sum", "average", "max"],
         "callback": ["sum", "average", "max"], "templateFunction": ["%.sum", "%.cpu.user"],
         "tagExpressions": ["name=disk.used", "datacenter=dc1", "datacenter!=dc1", "server=~s0"]}
TEXTS["pattern"] = TEXTS["regex"] = TEXTS["search"]


def data(now):
    """{name: (step, [(time, value)])}: the same for the same time."""
    series = {}

    def add(name, step, count, kind):
        dice = random.Random(name)
        level, counter, points = dice.uniform(0, 100), dice.randrange(1000), []
        for i in range(count):
            at = (now - (count - 1 - i) * step) // step * step
            level += dice.gauss(0, 3)
            counter = dice.randrange(10) if dice.random() < 0.03 else counter + dice.randrange(500)
            value = {"walk": round(level, 3), "int": dice.randrange(-50, 200), "counter": counter, "const": 7,
                     "tiny": dice.random() * 1e-9, "big": dice.random() * 1e15}.get(kind, dice.random())
            known = {"gap": dice.random() > 0.4, "holes": i // 20 % 2 == 0, "const": True}.get(kind, dice.random() > 0.05)
            if known:
                points.append((at, value))
        series[name] = (step, points)

    for host in ("web1", "web2", "web3", "db-1"):
        for kind in ("user", "system", "idle"):
            add(f"servers.{host}.cpu.{kind}", 60, 300, "walk")
        add(f"servers.{host}.net.rx", 60, 300, "counter")
        add(f"servers.{host}.load", 60, 300, "int")
    for kind in ("gap", "holes", "const", "tiny", "big"):
        add("odd." + kind, 60, 300, kind)
    add("fast.a.x", 10, 1000, "walk")
    add("fast.b.x", 10, 1000, "gap")
    add("slow.a.x", 300, 80, "walk")
    add("slow.b.x", 300, 80, "counter")
    for centre in ("dc1", "dc2"):
        for server in ("s01", "s02"):
            add(f"disk.used;datacenter={centre};rack=a{server[-1]};server={server}", 60, 300, "walk")
    return series


class Targets:
    """Random calls of the functions that graphite-web lists, with arguments of the kinds it says."""

    def __init__(self, dice, functions, depth):
        self.dice, self.functions, self.depth = dice, functions, depth
        self.names = sorted(functions)

    def quoted(self, text):
        quote = self.dice.choice("\"'")
        return quote + text + quote

    def series(self, depth):
        if depth > 0 and self.dice.random() < 0.6:
            return self.call(self.dice.choice(self.names), depth - 1)
        return self.dice.choice(LEAVES)

    def argument(self, parameter, depth):
        pick, name, kind = self.dice.choice, parameter["name"], parameter["type"]
        options = [o for o in parameter.get("options") or [] if not isinstance(o, dict)]
        if options and self.dice.random() < 0.9:
            option = pick(options)
            return self.quoted(option) if isinstance(option, str) else str(option).lower()
        if kind in ("seriesList", "seriesLists"):
            return self.series(depth)
        if kind == "interval" or kind == "intOrInterval" and self.dice.random() < 0.5:
            return self.quoted(pick(INTERVALS))
        if kind == "string":
            return self.quoted(pick(TEXTS.get(name, ["a", "new name", "total", "servers.web1.load", "30s", "1h", "."])))
        words = {"aggFunc": CALLBACKS, "aggOrSeriesFunc": CALLBACKS, "date": ["-1h", "-2h", "-30min", "-90min"],
                 "tag": ["datacenter", "server", "name", "rack"]}
        if kind in words:
            return self.quoted(pick(words[kind]))
        return pick({"integer": ["0", "1", "2", "3", "5", "10", "-1"], "intOrInterval": ["1", "2", "5", "14"],
                     "intOrInf": ["0", "1", "5", "inf"], "node": ["0", "1", "2", "3", "-1"], "boolean": ["true", "false"],
                     "nodeOrTag": ["0", "1", "2", "3", "-1", "'datacenter'", "'name'"],
                     "float": ["0", "0.5", "1", "2", "10", "50", "95", "99.9", "-3", "1e3", "0.1"]}.get(kind, ["1", "'x'"]))

    def call(self, name, depth):
        arguments = []
        for parameter in self.functions[name]["params"]:
            if not parameter.get("required") and self.dice.random() < 0.5:
                break
            for _ in range(self.dice.choice([1, 1, 2, 3]) if parameter.get("multiple") else 1):
                arguments.append(self.argument(parameter, depth))
        if name == "seriesByTag":
            arguments.append("'name=disk.used'")
        return f"{name}({self.dice.choice([', ', ',']).join(arguments)})"


class Slow(BaseException):
    pass


def ring(*_):
    raise Slow()


def ask_graphite(client, request):
    signal.alarm(4)
    try:
        response = client.get("/render", request)
        return response.status_code, json.loads(response.content) if response.status_code == 200 else None
    except Slow:
        return 598, None
    except ValueError:
        return 500, None
    finally:
        signal.alarm(0)


def ask_tidemark(port, request):
    try:
        body = urllib.parse.urlencode(request).encode()
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/render", body, timeout=20) as response:
            return response.status, json.loads(response.read())
    except urllib.error.HTTPError as error:
        return error.code, error.read().decode()[:300]


def alike(x, y):
    if isinstance(x, float) or isinstance(y, float):
        return x is not None and y is not None and (
            x == y or math.isnan(x) and math.isnan(y) or abs(x - y) <= 1e-9 * max(abs(x), abs(y), 1))
    return x == y


def difference(theirs, ours):
    """The first difference in words, or None."""
    if len(theirs) != len(ours):
        return f"{len(theirs)} series {[s['target'] for s in theirs][:3]}, Tidemark {len(ours)} {[s['target'] for s in ours][:3]}"
    for x, y in zip(theirs, ours):
        for key in ("target", "tags"):
            if x.get(key) != y.get(key):
                return f"{key} {x.get(key)!r}, Tidemark {y.get(key)!r}"
        if len(x["datapoints"]) != len(y["datapoints"]):
            return f"{x['target']}: {len(x['datapoints'])} points, Tidemark {len(y['datapoints'])}"
        for p, q in zip(x["datapoints"], y["datapoints"]):
            if p[1] != q[1] or not alike(p[0], q[0]):
                return f"{x['target']}: point {p}, Tidemark {q}"
    return None


def fill(client, series, port):
    with socket.create_connection(("127.0.0.1", port)) as door:
        for name, (step, points) in series.items():
            door.sendall("".join(f"{name} {value!r} {at}\n" for at, value in points).encode())
            if os.environ.get("CLUSTER_SERVERS"):
                continue
            path = TaggedSeries.encode(name, sep="/") if ";" in name else name.replace(".", "/")
            file = f"{os.environ['GRAPHITE_HOME']}/whisper/{path}.wsp"
            os.makedirs(os.path.dirname(file), exist_ok=True)
            whisper.create(file, [(step, 20 * DAY // step)], xFilesFactor=0.0)
            whisper.update_many(file, [(at, float(value)) for at, value in points])
            if ";" in name:
                client.post("/tags/tagSeries", {"path": name})
        door.shutdown(socket.SHUT_WR)
        door.recv(1)


def main():
    parser = argparse.ArgumentParser()
    for name, kind, default in (("http", int, None), ("line", int, None), ("seed", int, None), ("count", int, 1000),
                                ("depth", int, 2), ("only", str, ""), ("show", int, 2)):
        parser.add_argument("--" + name, type=kind, default=default)
    options = parser.parse_args()
    seed = options.seed if options.seed is not None else int(time.time())
    dice, client = random.Random(seed), Client(raise_request_exception=False)
    signal.signal(signal.SIGALRM, ring)
    now = int(time.time()) // 60 * 60 - 600
    fill(client, data(now), options.line)

    listed = json.loads(client.get("/functions/").content.decode().replace("Infinity", "1e999"))
    functions = {name: f for name, f in listed.items() if name not in LEFT_OUT}
    targets = Targets(dice, functions, options.depth)
    outermost = options.only.split(",") if options.only else targets.names
    counts, shown = collections.Counter(), collections.defaultdict(list)
    for _ in range(options.count):
        name = dice.choice(outermost)
        until = now - dice.choice([0, 0, 300, 1234])
        request = {"target": targets.call(name, dice.randrange(options.depth + 1)), "format": "json",
                   "from": until - dice.choice([600, 1800, 3600, 10800]), "until": until}
        if dice.random() < 0.2:
            request["maxDataPoints"] = dice.choice([7, 10, 50])
        (status, theirs), (our_status, ours) = ask_graphite(client, request), ask_tidemark(options.http, request)
        if our_status >= 500:
            kind, said = "Tidemark fails", f"{our_status} {ours}"
        elif status != 200:
            kind, said = "both refuse" if our_status != 200 else "only Tidemark answers", None
        elif our_status != 200:
            kind, said = "only graphite-web answers", ours
        else:
            said = difference(theirs, ours)
            kind = "different" if said else "same"
        counts[kind] += 1
        if said:
            shown[name].append(f"  {request['target']}\n    from={request['from']}&until={request['until']}"
                               f"{'&maxDataPoints=%d' % request['maxDataPoints'] if 'maxDataPoints' in request else ''}"
                               f"\n    {kind}: {said}")
    for name in sorted(shown):
        print(name, *shown[name][: options.show], sep="\n")
    print(f"seed {seed}, {options.count} targets:", ", ".join(f"{n} {kind}" for kind, n in counts.most_common()))
    sys.exit(1 if counts["Tidemark fails"] else 0)


main()
