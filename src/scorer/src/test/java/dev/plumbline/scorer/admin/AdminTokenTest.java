package dev.plumbline.scorer.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.scorer.security.StaticToken;
import dev.plumbline.scorer.security.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AdminTokenTest {

    @TempDir
    Path folder;

    @Test
    void accepts_the_token_of_the_moment_only() throws Exception {
        Path file = folder.resolve("token");
        AdminToken token = new AdminToken(Optional.of(file));
        assertThat(token.accepts("Bearer first")).as("no file yet").isFalse();
        Files.writeString(file, "first\n");
        assertThat(token.accepts("Bearer first")).isTrue();
        assertThat(token.accepts("bearer first")).isFalse();
        assertThat(token.accepts("Bearer first2")).isFalse();
        assertThat(token.accepts("Bearer ")).isFalse();
        assertThat(token.accepts(null)).isFalse();
        Files.writeString(file, "second");
        assertThat(token.accepts("Bearer first")).isFalse();
        assertThat(token.accepts("Bearer second")).isTrue();
        Files.writeString(file, "\n");
        assertThat(token.accepts("Bearer ")).as("an empty token opens nothing").isFalse();
        assertThat(new AdminToken(Optional.empty()).accepts("Bearer ")).isFalse();
    }

    @Test
    void is_another_token_than_that_of_callers() throws Exception {
        Path callers = Files.writeString(folder.resolve("predict"), "token-of-callers\n");
        Path operators = Files.writeString(folder.resolve("admin"), "token-of-the-operator\n");
        StaticToken predict = new StaticToken(callers, System::nanoTime);
        AdminToken admin = new AdminToken(Optional.of(operators));
        assertThat(predict.known("Bearer token-of-callers")).contains(Verdict.ANYONE);
        assertThat(predict.known("Bearer token-of-the-operator")).contains(Verdict.BAD_TOKEN);
        assertThat(admin.accepts("Bearer token-of-the-operator")).isTrue();
        assertThat(admin.accepts("Bearer token-of-callers")).isFalse();
    }
}
