package dev.plumbline.mojo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes a hostile archive of a good one. The same seed makes the same archive. */
final class Mutator {

    /** Numbers at which readers break: signs, powers of two, and their neighbours. */
    private static final long[] EDGES = {
        0,
        -1,
        1,
        2,
        7,
        127,
        128,
        255,
        256,
        32767,
        65535,
        65536,
        1 << 20,
        1 << 24,
        Integer.MAX_VALUE,
        Integer.MIN_VALUE,
        -2,
        -5,
        -100,
        Integer.MAX_VALUE - 7,
        Long.MAX_VALUE,
        Long.MIN_VALUE
    };

    private static final String[] WORDS = {
        "null", "true", "false", "[]", "[0]", "[NaN]", "NaN", "-0.0", "1e308", "[1,,2]", "", "../", "/", "[info]", "x"
    };

    private static final String[] NAMES = {
        "../evil",
        "/etc/passwd",
        "a\\b",
        "META-INF/MANIFEST.MF",
        "Evil.class",
        "model.ini/",
        "x.pkl",
        "trees/t00_000.bin",
        "trees/../model.ini",
        "experimental/x",
        "models/a/model.ini"
    };

    private final Random random;
    private final List<Map<String, byte[]>> seeds;
    private final List<byte[]> raw;

    Mutator(long seed, List<Map<String, byte[]>> seeds, List<byte[]> raw) {
        this.random = new Random(seed);
        this.seeds = seeds;
        this.raw = raw;
    }

    byte[] mutate(int of) throws IOException {
        int kind = random.nextInt(100);
        if (kind < 20) {
            return bytes(raw.get(of).clone());
        }
        Map<String, byte[]> entries = new LinkedHashMap<>(seeds.get(of));
        int times = 1 + random.nextInt(3);
        for (int i = 0; i < times; i++) {
            if (kind < 60) {
                replace(entries, pick(entries, true), this::bytes);
            } else if (kind < 85) {
                replace(entries, ini(entries), this::lines);
            } else if (kind < 90) {
                names(entries);
            } else if (kind < 95) {
                foreign(entries);
            } else if (kind < 97) {
                nest(entries);
            } else {
                bomb(entries);
            }
        }
        byte[] archive = Zips.zip(entries);
        return kind == 99 ? bytes(archive) : archive;
    }

    private interface Change {
        byte[] of(byte[] content);
    }

    private void replace(Map<String, byte[]> entries, String name, Change change) {
        entries.put(name, change.of(entries.get(name).clone()));
    }

    /** Flips, overwrites, cuts, doubles or inserts. */
    private byte[] bytes(byte[] content) {
        if (content.length == 0) {
            return new byte[] {(byte) random.nextInt()};
        }
        int at = random.nextInt(content.length);
        switch (random.nextInt(7)) {
            case 0 -> content[at] ^= (byte) (1 << random.nextInt(8));
            case 1 -> content[at] = (byte) random.nextInt();
            case 2 -> write(content, at, EDGES[random.nextInt(EDGES.length)], 4);
            case 3 -> write(content, at, EDGES[random.nextInt(EDGES.length)], 1 << random.nextInt(4));
            case 4 -> {
                return Arrays.copyOf(content, at);
            }
            case 5 -> {
                byte[] longer = Arrays.copyOf(content, content.length + 1 + random.nextInt(16));
                System.arraycopy(content, at, longer, longer.length - (content.length - at), content.length - at);
                return longer;
            }
            default -> {
                for (int i = 0; i < 1 + random.nextInt(8); i++) {
                    content[random.nextInt(content.length)] ^= (byte) (1 << random.nextInt(8));
                }
            }
        }
        return content;
    }

    private static void write(byte[] content, int at, long value, int length) {
        for (int i = 0; i < length && at + i < content.length; i++) {
            content[at + i] = (byte) (value >> 8 * i);
        }
    }

    /** Changes a value, a number within a vector, or a whole line. */
    private byte[] lines(byte[] content) {
        List<String> lines = new ArrayList<>(List.of(new String(content, StandardCharsets.UTF_8).split("\n")));
        int at = random.nextInt(lines.size());
        String line = lines.get(at);
        int equals = line.indexOf(" = ");
        switch (random.nextInt(6)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(random.nextInt(lines.size()), line);
            case 2 -> lines.set(at, equals < 0 ? word() : line.substring(0, equals) + " = " + word());
            case 3 -> lines.set(at, line.replaceFirst("-?\\d+", Long.toString(EDGES[random.nextInt(EDGES.length)])));
            case 4 -> {
                String[] parts = line.split(",");
                parts[random.nextInt(parts.length)] = " " + word();
                lines.set(at, String.join(",", parts));
            }
            default -> {
                return bytes(content);
            }
        }
        return String.join("\n", lines).getBytes(StandardCharsets.UTF_8);
    }

    private String word() {
        return random.nextBoolean()
                ? WORDS[random.nextInt(WORDS.length)]
                : Long.toString(EDGES[random.nextInt(EDGES.length)]);
    }

    private void names(Map<String, byte[]> entries) {
        switch (random.nextInt(3)) {
            case 0 -> entries.put(NAMES[random.nextInt(NAMES.length)], new byte[random.nextInt(64)]);
            case 1 -> entries.remove(pick(entries, false));
            default -> {
                byte[] content = entries.remove(pick(entries, false));
                entries.put(random.nextBoolean() ? pick(seeds.getFirst(), false) : "trees/t01_000.bin", content);
            }
        }
    }

    /** An entry of another model under the name that this one has for it. */
    private void foreign(Map<String, byte[]> entries) {
        Map<String, byte[]> other = seeds.get(random.nextInt(seeds.size()));
        String name = pick(entries, false);
        entries.put(name, other.getOrDefault(name, other.get(pick(other, true))));
    }

    /** A model within itself, beside itself, or within a chain of folders. */
    private void nest(Map<String, byte[]> entries) {
        String ini = new String(entries.get("model.ini"), StandardCharsets.UTF_8);
        String folder =
                new String[] {"", "./", "../", "a/", "models/../", "models/GBM/ensemble-gbm/"}[random.nextInt(6)];
        int members = 1 + random.nextInt(40);
        StringBuilder more = new StringBuilder("[info]\nsubmodel_count = " + members + "\n");
        for (int i = 0; i < members; i++) {
            more.append("submodel_key_%d = k%d\nsubmodel_dir_%d = %s\n".formatted(i, i, i, folder));
        }
        more.append("base_models_num = 1\nmetalearner = k0\nbase_model0 = k0\n");
        String nested = ini.replaceAll("(?m)^(submodel_|base_model|metalearner = ).*\n", "")
                .replaceFirst("algorithm = .*", "algorithm = Stacked Ensemble")
                .replace("[info]\n", more);
        byte[] bytes = nested.getBytes(StandardCharsets.UTF_8);
        entries.put("model.ini", bytes);
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < random.nextInt(60); i++) {
            entries.put(path.append("a/") + "model.ini", bytes);
        }
    }

    /** Much from little: zeros, one digit over and over, empty lines, many entries. */
    private void bomb(Map<String, byte[]> entries) {
        int size = 1 << 18 + random.nextInt(6);
        switch (random.nextInt(5)) {
            case 0 -> entries.put(pick(entries, true), new byte[size]);
            case 1 -> {
                byte[] empty = new byte[size];
                Arrays.fill(empty, (byte) '\n');
                String list = pick(entries, false);
                entries.put(list, empty);
                // What an earlier change blew up would need more heap here than the reader may have.
                if (entries.get("model.ini").length > 1 << 20) {
                    break;
                }
                replace(entries, "model.ini", ini -> new String(ini, StandardCharsets.UTF_8)
                        .replaceAll("(?m)^(\\d+): \\d+ d000", "$1: " + size + " d000")
                        .getBytes(StandardCharsets.UTF_8));
            }
            case 2 -> {
                String numbers = "0,".repeat(Math.min(size, 2 << 20));
                replace(entries, "model.ini", ini -> new String(ini, StandardCharsets.UTF_8)
                        .replaceFirst("= \\[", "= [" + numbers)
                        .getBytes(StandardCharsets.UTF_8));
            }
            case 3 -> {
                String lines = "a = b\n".repeat(Math.min(size, 1 << 20) / 6);
                replace(entries, "model.ini", ini -> (new String(ini, StandardCharsets.UTF_8)
                                .replace("[info]\n", "[info]\n" + lines))
                        .getBytes(StandardCharsets.UTF_8));
            }
            default -> {
                for (int i = 0; i < 2000; i++) {
                    entries.put("trees/t00_%03d.bin".formatted(i), new byte[7]);
                }
            }
        }
    }

    private static String ini(Map<String, byte[]> entries) {
        return entries.containsKey("model.ini")
                ? "model.ini"
                : entries.keySet().iterator().next();
    }

    /** @param inner what scoring reads, more often than metrics of the training */
    private String pick(Map<String, byte[]> entries, boolean inner) {
        List<String> names = new ArrayList<>(entries.keySet());
        String name = names.get(random.nextInt(names.size()));
        for (int i = 0; inner && i < 8 && (name.contains("experimental") || name.contains("_aux")); i++) {
            name = names.get(random.nextInt(names.size()));
        }
        return name;
    }
}
