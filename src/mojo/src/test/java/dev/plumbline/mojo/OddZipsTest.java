package dev.plumbline.mojo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Zip files whose names and headers two readers could understand in two ways. */
class OddZipsTest {

    private static final String GBM = "gbm-binomial-v1";

    @TempDir
    private static Path folder;

    private static OddTrials odd;

    @BeforeAll
    static void begin() {
        odd = new OddTrials(folder);
    }

    @AfterAll
    static void letGo() {
        odd = null;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MODEL.INI",
                "model.ini ",
                " model.ini",
                "./model.ini",
                "model.ini/x",
                "model\u200B.ini",
                "modеl.ini",
                "C:/model.ini",
                "domains/d000.TXT",
                "trees//t00_000.bin",
                "trees/t00_000.bin.",
                "domains/d000.txt\u0301",
                "..\u2025/x",
                "CON",
                "trees/T00_000.bin",
                "\u202Eini.ledom",
                "a:b",
                "~",
                "domains/con\nfusing"
            })
    void a_name_that_looks_like_another(String name) throws IOException {
        odd.refused(GBM, Craft.more(GBM, Map.of(name, Craft.text("[info]\n"))));
        Map<String, byte[]> renamed = new LinkedHashMap<>(Zips.entries(Fixtures.zip(GBM)));
        renamed.put(name, renamed.remove("model.ini"));
        odd.refused(GBM, Zips.zip(renamed));
    }

    /** Offsets in the last 46 bytes and more of each header; {@code central} counts directory entries. */
    private static byte[] patched(int central, int offset, int bytes, long value) throws IOException {
        byte[] zip = Files.readAllBytes(Fixtures.zip(GBM));
        ByteBuffer all = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
        int at = all.getInt(zip.length - 22 + 16);
        for (int i = 0; i < central; i++) {
            at += 46 + all.getShort(at + 28) + all.getShort(at + 30) + all.getShort(at + 32);
        }
        for (int i = 0; i < bytes; i++) {
            zip[at + offset + i] = (byte) (value >> 8 * i);
        }
        return zip;
    }

    @Test
    void headers_that_say_something_else_than_the_bytes() throws IOException {
        long[] edges = {0, 1, 0xFFFF, 0x7FFFFFFFL, 0xFFFFFFFFL, 0x80000000L};
        for (int entry : new int[] {0, 3}) {
            for (int field : new int[] {16, 20, 24, 42}) {
                for (long edge : edges) {
                    Trial trial = odd.trial(GBM, patched(entry, field, 4, edge));
                    // The first entry does lie at 0.
                    assertThat(trial.verdict())
                            .as("%d at %d of %d", edge, field, entry)
                            .startsWith(entry == 0 && field == 42 && edge == 0 ? "same" : "refused");
                }
            }
            for (int field : new int[] {8, 10, 28, 30, 32, 34}) {
                for (long edge : new long[] {1, 0xFFFF, 9, 0x41, 99}) {
                    odd.refused(GBM, patched(entry, field, 2, edge));
                }
            }
        }
        byte[] good = Files.readAllBytes(Fixtures.zip(GBM));
        // Two entries of the directory for the same content.
        ByteBuffer all = ByteBuffer.wrap(good.clone()).order(ByteOrder.LITTLE_ENDIAN);
        int directory = all.getInt(good.length - 22 + 16);
        odd.refused(GBM, patched(1, 42, 4, all.getInt(directory + 42)));
        for (int field : new int[] {4, 6, 8, 10, 12, 16, 20}) {
            for (int value : new int[] {0, 1, 0x7F, 0xFF}) {
                byte[] tail = good.clone();
                tail[good.length - 22 + field] = (byte) value;
                if (!Arrays.equals(tail, good)) {
                    odd.refused(GBM, tail);
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"0x5455, true", "0x7875, true", "0x7075, false", "0x6375, false", "0x9901, false"})
    void what_stands_beside_a_name_may_not_give_another(String kind, boolean harmless) throws IOException {
        int id = Integer.decode(kind);
        byte[] extra = {(byte) id, (byte) (id >> 8), 3, 0, 1, 0, 0};
        var bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry :
                    Zips.entries(Fixtures.zip(GBM)).entrySet()) {
                ZipEntry with = new ZipEntry(entry.getKey());
                with.setExtra(extra);
                out.putNextEntry(with);
                out.write(entry.getValue());
                out.closeEntry();
            }
        }
        Trial trial = odd.trial(GBM, bytes.toByteArray());
        assertThat(trial.verdict()).startsWith(harmless ? "same" : "refused");
    }

    @Test
    void a_link_of_any_system() throws IOException {
        odd.refused(GBM, patched(0, 38, 4, 0xA1FF0000L));
    }

    @Test
    void nothing_hides_in_a_folder() throws IOException {
        odd.refused(GBM, Craft.more(GBM, Map.of("trees/", Craft.text("hidden"))));
        odd.refused(GBM, Craft.more(GBM, Map.of("elsewhere/", Craft.text("#!/bin/sh\n"))));
        odd.trial(GBM, Craft.more(GBM, Map.of("trees/", new byte[0])));
    }
}
