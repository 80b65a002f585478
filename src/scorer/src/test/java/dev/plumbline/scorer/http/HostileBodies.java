package dev.plumbline.scorer.http;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/** Bodies that no client would send: mutations of good ones, and shapes that are made to hurt. Seeded. */
final class HostileBodies {

    private static final String[] ROWS = {
        "{\"instances\":[{\"amount\":60.72,\"age\":37,\"hour\":7,\"country\":\"IT\",\"channel\":\"web\",\"weekend\":\"true\"}]}",
        "{\"instances\":[{\"amount\":null,\"age\":\"37\",\"x\":[1,{\"a\":null}]},{\"country\":\"ZZ\",\"store\":7}]}",
        "{\"instances\":[]}",
    };
    private static final String[] TENSORS = {
        "{\"id\":\"a\",\"inputs\":[{\"name\":\"amount\",\"shape\":[2],\"datatype\":\"FP64\",\"data\":[1.5,null]},"
                + "{\"name\":\"country\",\"shape\":[2,1],\"datatype\":\"BYTES\",\"data\":[[\"IT\"],[\"ZZ\"]]}]}",
        "{\"inputs\":[{\"name\":\"all\",\"shape\":[1,7],\"datatype\":\"BYTES\",\"data\":[1,2,3,\"IT\",\"web\",true,null]}],"
                + "\"outputs\":[{\"name\":\"yes\"}]}",
    };
    private static final String[] VALUES = {
        "1e400",
        "-1e400",
        "NaN",
        "Infinity",
        "-Infinity",
        "1e-400",
        "00",
        "-0",
        "+1",
        ".5",
        "5.",
        "0x10",
        "1_000",
        "9999999999999999999999999",
        "\"\"",
        "\" 7 \"",
        "\"NaN\"",
        "\"1e999\"",
        "\"\\ud800\"",
        "\"\\u0000\"",
        "\"\\x\"",
        "true",
        "nul",
        "[]",
        "{}",
        "[[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]]",
        "{\"a\":{\"a\":{\"a\":1}}}",
        "'a'",
        "\u00e9",
        "\"" + "x".repeat(70_000) + "\"",
        "1" + "0".repeat(2_000),
        "/*1*/1",
        "1,",
        ",",
        "\"age\":1",
        "undefined",
    };
    private static final String[] NAMES = {
        "age",
        "amount",
        "country",
        "weekend",
        "store",
        "",
        "\\u0061ge",
        "AGE",
        "age\\u0000",
        "\\ud800",
        "__proto__",
        "n".repeat(2_000),
        "instances",
    };

    private final Random random;

    HostileBodies(long seed) {
        random = new Random(seed);
    }

    /** @param rows for the row protocol, else for tensors */
    byte[] next(boolean rows) {
        String good = pick(rows ? ROWS : TENSORS);
        return switch (random.nextInt(10)) {
            case 0, 1, 2, 3 -> mutated(bytes(good));
            case 4, 5, 6 -> bytes(rows ? crafted() : craftedTensor());
            case 7 -> bytes(good.substring(0, random.nextInt(good.length())));
            case 8 -> bytes(good + pick(VALUES));
            default -> noise();
        };
    }

    private String crafted() {
        StringBuilder body = new StringBuilder("{\"instances\":[");
        for (int row = random.nextInt(4); row >= 0; row--) {
            body.append('{');
            for (int column = random.nextInt(4); column >= 0; column--) {
                body.append('"').append(pick(NAMES)).append("\":").append(pick(VALUES));
                body.append(column > 0 ? "," : "");
            }
            body.append(row > 0 ? "}," : "}");
        }
        return body.append(random.nextInt(8) > 0 ? "]}" : "]").toString();
    }

    private String craftedTensor() {
        return "{\"inputs\":[{\"name\":\"" + pick(NAMES) + "\",\"shape\":"
                + pick(new String[] {"[1]", "[-1]", "[2147483647]", "[1,7]", "[]", "[1.5]", "[1,1,1]", "\"1\"", "[1e3]"
                })
                + ",\"datatype\":\""
                + pick(new String[] {"FP64", "INT8", "UINT64", "BYTES", "BOOL", "FP16", "", "\\u0000"})
                + "\",\"data\":[" + pick(VALUES) + "]}]}";
    }

    private byte[] mutated(byte[] bytes) {
        for (int n = 1 + random.nextInt(4); n > 0; n--) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(6)) {
                case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
                case 1 -> bytes[at] = (byte) random.nextInt(256);
                case 2 -> bytes[at] = (byte) "{}[],:\"\\0-e.ntf ".charAt(random.nextInt(16));
                case 3 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                case 4 -> bytes = spliced(bytes, at, random.nextInt(bytes.length));
                default -> bytes = spliced(bytes, at, at + random.nextInt(bytes.length - at));
            }
        }
        return bytes;
    }

    /** The beginning up to one place, and the end from another one: repeats or drops what is between. */
    private static byte[] spliced(byte[] bytes, int end, int begin) {
        byte[] spliced = Arrays.copyOf(bytes, Math.max(1, end + bytes.length - begin));
        System.arraycopy(bytes, begin, spliced, end, Math.min(bytes.length - begin, spliced.length - end));
        return spliced;
    }

    private byte[] noise() {
        byte[] bytes = new byte[random.nextInt(64)];
        random.nextBytes(bytes);
        return bytes;
    }

    private String pick(String[] from) {
        return from[random.nextInt(from.length)];
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
