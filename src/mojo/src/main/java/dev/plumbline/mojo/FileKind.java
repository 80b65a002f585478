package dev.plumbline.mojo;

import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/** What the first bytes of a file say that it is. */
enum FileKind {
    ZIP,
    CLASS_FILE,
    JAVA_SOURCE,
    PICKLE,
    JAVA_SERIALIZED,
    EMPTY,
    UNKNOWN;

    /** Enough for the licence header that H2O puts above the code of a POJO. */
    static final int HEAD_BYTES = 8192;

    private static final Pattern JAVA = Pattern.compile(
            "import hex\\.genmodel|extends GenModel|^\\s*public class \\w|^\\s*package [\\w.]+;", Pattern.MULTILINE);

    static FileKind of(byte[] head) {
        if (head.length == 0) {
            return EMPTY;
        }
        if (startsWith(head, 'P', 'K', 3, 4)) {
            return ZIP;
        }
        if (startsWith(head, 0xCA, 0xFE, 0xBA, 0xBE)) {
            return CLASS_FILE;
        }
        if (startsWith(head, 0xAC, 0xED, 0, 5)) {
            return JAVA_SERIALIZED;
        }
        // Protocols 2 to 5 begin with PROTO and the number of the protocol.
        if (head.length > 1 && (head[0] & 0xFF) == 0x80 && head[1] >= 2 && head[1] <= 5) {
            return PICKLE;
        }
        return JAVA.matcher(new String(head, StandardCharsets.ISO_8859_1)).find() ? JAVA_SOURCE : UNKNOWN;
    }

    private static boolean startsWith(byte[] head, int... magic) {
        if (head.length < magic.length) {
            return false;
        }
        for (int i = 0; i < magic.length; i++) {
            if ((head[i] & 0xFF) != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
