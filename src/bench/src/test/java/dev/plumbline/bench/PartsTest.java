package dev.plumbline.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** A part that is misspelt measures nothing, which must not end as "every bar is cleared". */
class PartsTest {

    @Test
    void parts_that_there_are_pass() throws IOException, InterruptedException {
        assertThat(asked(",peers,crowd,").exit()).isZero();
    }

    @Test
    void a_part_that_there_is_not_ends_the_run() throws IOException, InterruptedException {
        Ended ended = asked(",peers,crwod,");
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.said()).contains("there is no part \"crwod\"; there are peers,crowd");
    }

    @Test
    void nothing_ends_the_run() throws IOException, InterruptedException {
        assertThat(asked(",").exit()).isEqualTo(2);
    }

    /** The servers of one part had the variable of the parts themselves, so that this one measured none of them. */
    @Test
    void the_scripts_of_the_parts_listen_to_variables_of_their_own() throws IOException, InterruptedException {
        Ended ended = run("grep -rl '${PARTS' src/bench --include=*.sh | grep -v /target/");
        assertThat(ended.said().strip()).isEqualTo("src/bench/bench.sh");
    }

    private record Ended(int exit, String said) {}

    private static Ended asked(String parts) throws IOException, InterruptedException {
        return run("source src/bench/parts.sh; only_known PARTS '" + parts + "' peers,crowd");
    }

    private static Ended run(String script) throws IOException, InterruptedException {
        Process process = new ProcessBuilder("bash", "-euc", script)
                .directory(Path.of("").toAbsolutePath().resolve("../..").toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Ended(process.waitFor(), said);
    }
}
