"""Gives random configurations and names to Debian's carbon-c-relay and to `tidemark relay --dialect 3.7.3`, in test mode.

dev/relay-compare calls it. Prints how what `-t` and `-t -d` print differs; addresses of stub routes differ by nature.
"""

import difflib
import os
import random
import re
import subprocess
import sys

seed, count, tidemark = int(sys.argv[1]), int(sys.argv[2]), sys.argv[3]
r = random.Random(seed)

WORDS = ["a", "b", "c", "foo", "bar", "sys", "cpu", "host1", "web-2", "x_y", "A", "Z9"]
# As written between quotes, where a backslash is doubled.
EXPRESSIONS = [e.replace("\\", "\\\\") for e in [
    r"^sys\.", r"foo", r"^a\.b", r"bar$", r"^foo$", r"^(a|b)\.", r"(foo|bar)", r"[a-c]+\.cpu", r"host[0-9]",
    r"^sys\.([^.]+)\.(.*)$", r"(a|ab)(c|bcd)", r"x_y", r"web-2", r"^(.*)\.cpu", r"A.*Z", r"b{1,2}", r"a?", r"c+$"]]
TEMPLATES = [t.replace("\\", "\\\\") for t in [r"\1.z", r"x.\2.\1", r"\_1.q", r"\^1", r"\.1", r"new", r"a.\1b"]]
FUNCTIONS = ["sum", "count", "max", "min", "average", "median", "percentile95", "variance", "stddev", "cnt", "avg"]
TYPES = ["forward", "any_of", "failover", "carbon_ch", "fnv1a_ch", "jump_fnv1a_ch", "file", "file ip"]


def chance(share):
    return r.random() < share


def name():
    return ".".join(r.choice(WORDS) for _ in range(r.randint(1, 4)))


def expressions(most):
    return " ".join('"%s"' % r.choice(EXPRESSIONS) for _ in range(r.randint(1, most)))


def template():
    return '"%s"' % r.choice(TEMPLATES)


def cluster(named):
    kind = r.choice(TYPES)
    if kind.startswith("file"):
        return "cluster %s %s %s/%s.out" % (named, kind, os.getcwd(), named)
    size = r.randint(1, 4)
    text = "cluster %s %s" % (named, kind)
    if kind.endswith("_ch") and chance(0.4):
        text += " replication %d" % r.randint(1, size)
    for member in range(size):
        text += " 127.0.0.%d:%d" % (r.randint(1, 3), 2100 + 10 * int(named[1:]) + member)
        if kind.endswith("_ch") and chance(0.3):
            text += "=%s" % r.choice(["a%d" % member, "%d" % (member + 1)])
        if chance(0.2):
            text += " proto " + r.choice(["udp", "tcp"])
    return text


def send(clusters):
    to = r.sample(clusters, r.randint(1, len(clusters))) if chance(0.85) else ["blackhole"]
    return " send to " + " ".join(to) + (" stop" if chance(0.5) else "")


def rule(clusters):
    kind = r.choice(["match", "match", "rewrite", "aggregate"])
    if kind == "rewrite":
        return "rewrite %s into %s" % (expressions(1), template())
    if kind == "match":
        text = "match " + ("*" if chance(0.3) else expressions(3))
        text += ' validate "^[0-9.]+ [0-9]+$" else drop' if chance(0.2) else ""
        return text + (" route using " + template() if chance(0.2) else "") + send(clusters)
    text = "aggregate %s every 10 seconds expire after %d seconds" % (expressions(2), r.randint(11, 30))
    if chance(0.5):
        text += " timestamp at %s of bucket" % r.choice(["start", "middle", "end"])
    for _ in range(r.randint(1, 2)):
        text += " compute %s write to %s" % (r.choice(FUNCTIONS), template())
    return text + send(clusters)


def conf():
    clusters = ["c%d" % i for i in range(r.randint(1, 4))]
    statements = [cluster(each) for each in clusters] + [rule(clusters) for _ in range(r.randint(1, 7))]
    return "".join(statement + ";\n" for statement in statements)


def printed(command, config, names):
    done = subprocess.run(
        command + ["-f", config, "-H", "host.example.org"], input=names, capture_output=True, text=True, timeout=120)
    start = done.stdout.find("parsed configuration follows:")
    # The address of a stub route is chance in both.
    return re.sub("stub_0x[0-9a-f]+", "stub_0x", done.stdout[start:] if start >= 0 else "refused\n").splitlines()


refusals = 0
different = 0
config = "relay-compare.conf"
for case in range(count):
    with open(config, "w") as out:
        out.write(conf())
    names = "".join(name() + r.choice(["", " 1 2", ";t=v 1 2", " x"]) + "\n" for _ in range(12))
    for flags in (["-t"], ["-t", "-d"]):
        theirs = printed(["carbon-c-relay"] + flags, config, names)
        ours = printed([tidemark, "relay", "--dialect", "3.7.3"] + flags, config, names)
        refusals += flags == ["-t"] and theirs == ["refused"]
        if theirs != ours:
            different += 1
            print("# seed", seed, "case", case, *flags)
            for line in list(difflib.unified_diff(theirs, ours, "carbon-c-relay", "tidemark", lineterm=""))[:40]:
                print(line)
            break
os.remove(config)
print("#", count, "configurations,", refusals, "refused,", different, "differ")
