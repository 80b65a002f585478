package dev.plumbline.mojo;

import static dev.plumbline.mojo.Refusal.Reason.H2OVersionMismatch;
import static dev.plumbline.mojo.Refusal.Reason.MojoTooNew;
import static dev.plumbline.mojo.Refusal.Reason.NotAMojo;
import static dev.plumbline.mojo.Refusal.Reason.PojoRefused;

import dev.plumbline.mojo.ModelIni.Malformed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Decides whether a file is a MOJO that may be loaded, before h2o-genmodel sees a byte of it.
 *
 * @param h2oVersion the version of the platform; a MOJO of any other is refused, because H2O promises equal predictions
 *     only between equal versions
 */
public record MojoGate(MojoLimits limits, String h2oVersion) {

    /** @throws IOException when the disk fails; a damaged archive is a refusal */
    public Outcome<MojoArchive> admit(ArtifactFile file) throws IOException {
        if (file.bytes() > limits.maxArchiveBytes()) {
            return Outcome.refused(NotAMojo, "the archive is larger than %d bytes".formatted(limits.maxArchiveBytes()));
        }
        return switch (FileKind.of(head(file.path()))) {
            case ZIP -> archive(file);
            case CLASS_FILE, JAVA_SOURCE ->
                Outcome.refused(PojoRefused, "the artifact is Java code (a POJO); export with download_mojo()");
            case PICKLE -> Outcome.refused(NotAMojo, "the artifact is a Python pickle, which runs code when opened");
            case JAVA_SERIALIZED ->
                Outcome.refused(NotAMojo, "the artifact is a serialized Java object, which runs code when opened");
            case EMPTY -> Outcome.refused(NotAMojo, "the artifact is empty");
            case UNKNOWN -> Outcome.refused(NotAMojo, "the artifact is not a zip archive");
        };
    }

    private Outcome<MojoArchive> archive(ArtifactFile file) throws IOException {
        ArchiveReader reader = new ArchiveReader(limits);
        return reader.read(file.path(), file.bytes()).then(entries -> header(entries)
                .then(this::versions)
                .then(header -> Outcome.passed(
                        new MojoArchive(file.digest(), header, entries, file.bytes(), reader.expandedBytes()))));
    }

    private Outcome<MojoHeader> header(Map<String, byte[]> entries) {
        try {
            return Outcome.passed(new StructureCheck(entries, limits).check());
        } catch (Malformed malformed) {
            return Outcome.refused(NotAMojo, "the archive is not a MOJO: " + malformed.getMessage());
        }
    }

    private Outcome<MojoHeader> versions(MojoHeader header) {
        double version;
        try {
            version = Double.parseDouble(header.mojoVersion());
        } catch (NumberFormatException notANumber) {
            return Outcome.refused(NotAMojo, "the archive is not a MOJO: its mojo_version is not a number");
        }
        OptionalDouble newest = Algorithms.newestMojoVersion(header.algorithm());
        if (newest.isPresent() && version > newest.getAsDouble()) {
            return Outcome.refused(
                    MojoTooNew,
                    "the MOJO has format version %s, and H2O %s reads %s models up to %.2f"
                            .formatted(
                                    Printable.of(header.mojoVersion()),
                                    h2oVersion,
                                    header.algo(),
                                    newest.getAsDouble()));
        }
        if (!header.h2oVersion().equals(h2oVersion)) {
            return Outcome.refused(
                    H2OVersionMismatch,
                    "the MOJO was exported by H2O %s, but the platform runs %s; train or export it there"
                            .formatted(Printable.of(header.h2oVersion()), h2oVersion));
        }
        return Outcome.passed(header);
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(FileKind.HEAD_BYTES);
        }
    }
}
