package dev.plumbline.testcluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AuditLogTest {

    @TempDir
    Path directory;

    @Test
    void readsWritesFromAnInstantOn() throws IOException {
        assertThat(log(event("10:00:00"), event("10:00:05")).writesSince(Instant.parse("2026-11-21T10:00:01Z")))
                .containsExactly(new AuditLog.Write(
                        Instant.parse("2026-11-21T10:00:05Z"),
                        "alice",
                        "kubectl",
                        "patch",
                        "pods/status",
                        "ml",
                        "p",
                        200));
    }

    @Test
    void aLineThatIsStillBeingWrittenIsLeftOut() throws IOException {
        assertThat(log(event("10:00:00"), "{\"kind\":\"Ev").writesSince(Instant.EPOCH))
                .hasSize(1);
    }

    @Test
    void aClusterWithoutALogSaysSo() {
        assertThatThrownBy(() -> new AuditLog(Optional.empty()).writesSince(Instant.EPOCH))
                .hasMessage("this cluster has no audit log to read");
    }

    private AuditLog log(String... lines) throws IOException {
        return new AuditLog(Optional.of(Files.writeString(directory.resolve("audit.log"), String.join("\n", lines))));
    }

    private static String event(String time) {
        return """
                {"requestReceivedTimestamp":"2026-11-21T%s.000000Z","user":{"username":"alice"},"userAgent":"kubectl",\
                "verb":"patch","objectRef":{"resource":"pods","subresource":"status","namespace":"ml","name":"p"},\
                "responseStatus":{"code":200}}""".formatted(time);
    }
}
