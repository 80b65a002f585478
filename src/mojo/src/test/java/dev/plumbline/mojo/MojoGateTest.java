package dev.plumbline.mojo;

import static dev.plumbline.mojo.Refusal.Reason.H2OVersionMismatch;
import static dev.plumbline.mojo.Refusal.Reason.MojoTooNew;
import static dev.plumbline.mojo.Refusal.Reason.NotAMojo;
import static dev.plumbline.mojo.Refusal.Reason.PojoRefused;
import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.mojo.gate.MojoLimits;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class MojoGateTest {

    private static final String ENSEMBLE = "stackedensemble-binomial";
    private static final Path GBM = Fixtures.zip("gbm-binomial-v1");
    private static final byte[] CLASS_FILE = {(byte) 0xCA, (byte) 0xFE, (byte) 0xBA, (byte) 0xBE, 0, 0, 0, 52};

    @TempDir
    Path folder;

    @ParameterizedTest
    @MethodSource("dev.plumbline.mojo.Fixtures#names")
    void admits_every_real_mojo_and_reads_its_header(String name) throws IOException {
        Outcome<MojoArchive> outcome = Fixtures.admit(Fixtures.zip(name));

        assertThat(outcome).isInstanceOf(Outcome.Passed.class);
        MojoHeader header = ((Outcome.Passed<MojoArchive>) outcome).value().header();
        assertThat(header.h2oVersion()).isEqualTo("3.46.0.11");
        assertThat(header.features()).isPositive();
        assertThat(Algorithms.isServed(header.algorithm())).isTrue();
    }

    @Test
    void tells_java_code_from_other_things() throws IOException {
        String pojo =
                "/*\n  Licensed under the Apache License\n*/\nimport java.util.Map;\nimport hex.genmodel.GenModel;\n"
                        + "public class gbm_pojo extends GenModel {\n}\n";
        refused(pojo.getBytes(StandardCharsets.UTF_8), PojoRefused);
        refused(CLASS_FILE, PojoRefused);
        refused(Zips.zip(Map.of("gbm_pojo.class", CLASS_FILE)), PojoRefused);
        refused(Zips.zip(Map.of("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n".getBytes())), PojoRefused);
        Map<String, byte[]> polyglot = Zips.entries(GBM);
        polyglot.put("Evil.class", CLASS_FILE);
        refused(Zips.zip(polyglot), PojoRefused);

        refused(new byte[] {(byte) 0x80, 4, (byte) 0x95, 0, 0}, NotAMojo);
        refused(new byte[] {(byte) 0xAC, (byte) 0xED, 0, 5, 's', 'r'}, NotAMojo);
        refused(new byte[0], NotAMojo);
        refused("<html>404</html>".getBytes(), NotAMojo);
        refused(Zips.zip(Map.of("readme.txt", "hello".getBytes())), NotAMojo);
    }

    @Test
    void refuses_an_archive_that_is_cut_short_anywhere() throws IOException {
        byte[] whole = Files.readAllBytes(GBM);
        for (int length = 0; length < whole.length; length += 97) {
            refused(Arrays.copyOf(whole, length), NotAMojo);
        }
        refused(Arrays.copyOf(whole, whole.length - 1), NotAMojo);
    }

    @Test
    void survives_any_flipped_byte() throws IOException {
        byte[] whole = Files.readAllBytes(Fixtures.zip("kmeans"));
        Random random = new Random(42);
        int passed = 0;
        for (int i = 0; i < 1500; i++) {
            byte[] flipped = whole.clone();
            flipped[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            // Time stamps and attributes are not covered by a checksum, so some flips are harmless.
            if (admit(flipped) instanceof Outcome.Passed) {
                passed++;
            }
        }
        assertThat(passed).isLessThan(500);
    }

    @Test
    void stops_a_bomb_while_it_inflates() throws IOException {
        Map<String, byte[]> entries = Zips.entries(GBM);
        entries.put("trees/t00_999.bin", new byte[64 << 20]);
        byte[] bomb = Zips.zip(entries);
        assertThat(bomb.length).isLessThan(1 << 20);
        assertThat(refused(bomb, NotAMojo).message()).contains("expands to more than");
    }

    @Test
    void refuses_odd_names() throws IOException {
        for (String name : new String[] {"../x", "a/../../x", "/etc/x", "a\\b", "C:/x", "a//b", "./x", "bell\u0007"}) {
            Map<String, byte[]> entries = Zips.entries(GBM);
            entries.put(name, new byte[] {1});
            assertThat(refused(Zips.zip(entries), NotAMojo).message()).contains("plain relative path");
        }
    }

    @Test
    void refuses_two_entries_of_one_name() throws IOException {
        Map<String, byte[]> entries = Zips.entries(GBM);
        entries.put("model.inj", "[info]\n".getBytes());
        byte[] twice = Zips.renamed(Zips.zip(entries), "model.inj", "model.ini");
        assertThat(refused(twice, NotAMojo).message()).contains("same name");
    }

    @Test
    void refuses_more_entries_than_the_limit() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 20; i++) {
            entries.put("e" + i, new byte[0]);
        }
        MojoLimits few = MojoLimits.DEFAULT.with("maxEntries=10");
        byte[] archive = Zips.zip(entries);
        Path file = Zips.write(folder, archive);
        Outcome<MojoArchive> outcome =
                new MojoGate(few, "3.46.0.11").admit(new ArtifactFile(file, Sha256.of(archive), archive.length));
        assertThat(outcome).isInstanceOfSatisfying(Outcome.Refused.class, refused -> assertThat(refused.toString())
                .contains("20 entries"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ^n_columns = .*          | n_columns = 2147483647 | NotAMojo
                    ^n_columns = .*          | n_columns = -1         | NotAMojo
                    ^n_columns = .*          | n_columns = 9          | NotAMojo
                    ^n_features = .*         | n_features = 1000000   | NotAMojo
                    ^n_classes = .*          | n_classes = many       | NotAMojo
                    ^n_trees = .*            | n_trees = 2147483647   | NotAMojo
                    ^n_trees = .*            | n_trees = 90000        | NotAMojo
                    ^algorithm = .*          | x = y                  | NotAMojo
                    ^mojo_version = .*       | mojo_version = new     | NotAMojo
                    ^mojo_version = .*       | mojo_version = 1.41    | MojoTooNew
                    ^mojo_version = .*       | mojo_version = 99      | MojoTooNew
                    ^mojo_version = .*       | mojo_version = 1.39    | NotAMojo
                    ^mojo_version = .*       | mojo_version = 1.00    | NotAMojo
                    ^mojo_version = .*       | mojo_version = 0       | NotAMojo
                    ^algo = .*               | algo = drf             | NotAMojo
                    ^category = .*           | category = Bin\u009Bomial | NotAMojo
                    ^h2o_version = .*        | h2o_version = 3.46.0.9 | H2OVersionMismatch
                    ^3: 6 d000.txt           | 3: 7 d000.txt          | NotAMojo
                    ^3: 6 d000.txt           | 3: 6 d999.txt          | NotAMojo
                    ^3: 6 d000.txt           | x                      | NotAMojo
                    """)
    void holds_the_counts_against_the_content(String pattern, String replacement, Refusal.Reason reason)
            throws IOException {
        refused(Zips.withIni(GBM, pattern, replacement), reason);
    }

    @Test
    void names_both_versions_that_differ() throws IOException {
        assertThat(refused(Zips.withIni(GBM, "^h2o_version = .*", "h2o_version = 3.44.0.3"), H2OVersionMismatch)
                        .message())
                .contains("3.44.0.3")
                .contains("3.46.0.11");
        assertThat(refused(Zips.withIni(GBM, "^mojo_version = .*", "mojo_version = 1.50"), MojoTooNew)
                        .message())
                .contains("1.50")
                .contains("1.40");
    }

    /** What a member says of itself decides how its bytes are read, as what the ensemble says does not. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    ^mojo_version = .*  | mojo_version = 1.0       | NotAMojo
                    ^mojo_version = .*  | mojo_version = 1e1       | NotAMojo
                    ^mojo_version = .*  | mojo_version = 99.99     | MojoTooNew
                    ^algo = .*          | algo = drf               | NotAMojo
                    ^category = .*      | category = WordEmbedding | NotAMojo
                    ^h2o_version = .*   | h2o_version = 3.10.0.1   | H2OVersionMismatch
                    """)
    void holds_the_members_of_an_ensemble_to_the_same(String pattern, String replacement, Refusal.Reason reason)
            throws IOException {
        byte[] archive = Craft.entry(
                ENSEMBLE,
                "models/GBM/ensemble-gbm/model.ini",
                content -> Craft.text(
                        new String(content, StandardCharsets.UTF_8).replaceAll("(?m)" + pattern, replacement)));
        assertThat(refused(archive, reason).message()).startsWith("a nested model: ");
    }

    @Test
    void admits_a_member_whose_name_ends_like_the_folder_of_metrics() throws IOException {
        Map<String, byte[]> renamed = new LinkedHashMap<>();
        Zips.entries(Fixtures.zip(ENSEMBLE))
                .forEach((name, content) -> renamed.put(
                        name.replace("/ensemble-gbm/", "/gbm_experimental/"),
                        name.equals("model.ini")
                                ? Craft.text(new String(content, StandardCharsets.UTF_8)
                                        .replace("/ensemble-gbm/", "/gbm_experimental/"))
                                : content));
        assertThat(Fixtures.admit(Zips.write(folder, Zips.zip(renamed))).then(MojoLoader::load))
                .isInstanceOf(Outcome.Passed.class);
        renamed.put("models/GBM/gbm_experimental/README.md", Craft.text("of no model"));
        refused(Zips.zip(renamed), NotAMojo);
    }

    /** A tree that is announced and not there is looked for as well, so a thousand members multiply it. */
    @Test
    void bounds_the_trees_that_all_members_announce_together() throws IOException {
        Path file = Fixtures.zip(ENSEMBLE);
        byte[] archive = Files.readAllBytes(file);
        var admitted = new ArtifactFile(file, Sha256.of(archive), archive.length);
        assertThat(new MojoGate(MojoLimits.DEFAULT.with("maxTrees=10"), "3.46.0.11").admit(admitted))
                .isInstanceOf(Outcome.Passed.class);
        assertThat(new MojoGate(MojoLimits.DEFAULT.with("maxTrees=9"), "3.46.0.11")
                        .admit(admitted)
                        .toString())
                .contains("more than 9 trees");
    }

    @Test
    void refuses_a_model_that_contains_itself() throws IOException {
        Path ensemble = Fixtures.zip(ENSEMBLE);
        for (String itself : new String[] {"", "/", "./", "../", "models/../"}) {
            refused(Zips.withIni(ensemble, "^submodel_dir_0 = .*", "submodel_dir_0 = " + itself), NotAMojo);
        }
    }

    @Test
    void refuses_algorithms_that_are_not_served() throws IOException {
        for (String other : new String[] {"Word2Vec", "MOJO Pipeline", "No Such Thing"}) {
            byte[] archive = Zips.withIni(GBM, "^algorithm = .*", "algorithm = " + other);
            assertThat(refused(archive, NotAMojo).message()).contains("not one that is served");
        }
    }

    @Test
    void turns_whatever_the_reader_throws_into_a_refusal() throws IOException {
        for (String name : new String[] {"distribution", "link_function", "category", "n_trees"}) {
            Path file = Zips.write(folder, Zips.withIni(GBM, "^" + name + " = .*", name + " = 0"));
            Outcome<LoadedModel> outcome = Fixtures.admit(file).then(MojoLoader::load);
            if (outcome instanceof Outcome.Refused<LoadedModel>(Refusal refusal)) {
                assertThat(refusal.message()).doesNotContain("Exception").doesNotContain("hex.");
            }
        }
        Map<String, byte[]> treeless = Zips.entries(Fixtures.zip("glm-binomial"));
        treeless.remove("domains/d000.txt");
        refused(Zips.zip(treeless), NotAMojo);
    }

    private Outcome<MojoArchive> admit(byte[] content) throws IOException {
        return Fixtures.GATE.admit(new ArtifactFile(Zips.write(folder, content), Sha256.of(content), content.length));
    }

    private Refusal refused(byte[] content, Refusal.Reason reason) throws IOException {
        Outcome<MojoArchive> outcome = admit(content);
        assertThat(outcome).isInstanceOf(Outcome.Refused.class);
        Refusal refusal = ((Outcome.Refused<MojoArchive>) outcome).refusal();
        assertThat(refusal.reason()).as(refusal.message()).isEqualTo(reason);
        assertThat(refusal.message()).isNotBlank();
        return refusal;
    }
}
