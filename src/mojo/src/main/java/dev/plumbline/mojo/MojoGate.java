package dev.plumbline.mojo;

import static dev.plumbline.mojo.Refusal.Reason.H2OVersionMismatch;
import static dev.plumbline.mojo.Refusal.Reason.MojoTooNew;
import static dev.plumbline.mojo.Refusal.Reason.NotAMojo;
import static dev.plumbline.mojo.Refusal.Reason.PojoRefused;

import dev.plumbline.mojo.gate.Archive;
import dev.plumbline.mojo.gate.Inputs;
import dev.plumbline.mojo.gate.Kind;
import dev.plumbline.mojo.gate.Malformed;
import dev.plumbline.mojo.gate.ModelIni;
import dev.plumbline.mojo.gate.MojoLimits;
import dev.plumbline.mojo.gate.Shape;
import dev.plumbline.mojo.gate.Structure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Decides whether a file is a MOJO that may be loaded, before h2o-genmodel sees a byte of it.
 *
 * @param h2oVersion the version of the platform; a MOJO of any other is refused, because H2O promises equal predictions
 *     only between equal versions
 */
public record MojoGate(MojoLimits limits, String h2oVersion) {

    /** What models of the served algorithms answer with. */
    private static final Set<String> CATEGORIES =
            Set.of("Binomial", "Multinomial", "Ordinal", "Regression", "Clustering", "AutoEncoder", "AnomalyDetection");

    private static final Pattern VERSION = Pattern.compile("\\d{1,2}(\\.\\d{1,2})?");

    /** What is made of an archive that has been found in order. */
    @FunctionalInterface
    private interface Reading<T> {
        T of(Archive archive, ModelIni ini, Shape shape) throws IOException, Malformed;
    }

    /**
     * The archive with its entries in memory, to be loaded.
     *
     * @throws IOException when the disk fails; a damaged archive is a refusal
     */
    public Outcome<MojoArchive> admit(ArtifactFile file) throws IOException {
        return judge(file, (archive, ini, shape) -> {
            Map<String, byte[]> entries = HashMap.newHashMap(archive.names().size());
            long kept = 0;
            for (String name : archive.names()) {
                if (!Structure.isForPeople(name)) {
                    entries.put(name, archive.read(name));
                    kept += archive.size(name);
                }
            }
            return new MojoArchive(file.digest(), MojoHeaders.of(ini), entries, file.bytes(), kept, shape);
        });
    }

    /**
     * What is in the archive, without keeping any of it: memory for one entry and the lists of levels is enough.
     *
     * @throws IOException when the disk fails; a damaged archive is a refusal
     */
    public Outcome<Inspection> inspect(ArtifactFile file) throws IOException {
        return judge(
                file,
                (archive, ini, shape) -> new Inspection(
                        file.digest(),
                        MojoHeaders.of(ini),
                        shape,
                        columns(archive, ini),
                        file.bytes(),
                        archive.expandedBytes()));
    }

    private <T> Outcome<T> judge(ArtifactFile file, Reading<T> reading) throws IOException {
        if (file.bytes() > limits.maxArchiveBytes()) {
            return Outcome.refused(NotAMojo, "the archive is larger than %d bytes".formatted(limits.maxArchiveBytes()));
        }
        return switch (FileKind.of(head(file.path()))) {
            case ZIP -> archive(file, reading);
            case CLASS_FILE, JAVA_SOURCE ->
                Outcome.refused(PojoRefused, "the artifact is Java code (a POJO); export with download_mojo()");
            case PICKLE -> Outcome.refused(NotAMojo, "the artifact is a Python pickle, which runs code when opened");
            case JAVA_SERIALIZED ->
                Outcome.refused(NotAMojo, "the artifact is a serialized Java object, which runs code when opened");
            case EMPTY -> Outcome.refused(NotAMojo, "the artifact is empty");
            case UNKNOWN -> Outcome.refused(NotAMojo, "the artifact is not a zip archive");
        };
    }

    private <T> Outcome<T> archive(ArtifactFile file, Reading<T> reading) throws IOException {
        try (Archive archive = Archive.open(file.path(), limits)) {
            ModelIni ini = Structure.head(archive, limits);
            Outcome<MojoHeader> header = versions(MojoHeaders.of(ini));
            if (header instanceof Outcome.Refused<MojoHeader>(Refusal refusal)) {
                return new Outcome.Refused<>(refusal);
            }
            List<MojoHeader> nested = new ArrayList<>();
            Shape shape = Structure.check(archive, limits, inner -> nested.add(MojoHeaders.of(inner)));
            for (MojoHeader inner : nested) {
                if (versions(inner) instanceof Outcome.Refused<MojoHeader>(Refusal refusal)) {
                    return Outcome.refused(refusal.reason(), "a nested model: " + refusal.message());
                }
            }
            return Outcome.passed(reading.of(archive, ini, shape));
        } catch (Malformed malformed) {
            return malformed.kind() == Malformed.Kind.CODE
                    ? Outcome.refused(PojoRefused, malformed.getMessage())
                    : Outcome.refused(NotAMojo, "the archive is refused: " + malformed.getMessage());
        }
    }

    private static List<InputColumn> columns(Archive archive, ModelIni ini) throws IOException, Malformed {
        return Inputs.of(archive, ini).stream()
                .map(column -> new InputColumn(
                        column.name(),
                        column.levels().isPresent() ? InputColumn.Type.CATEGORICAL : InputColumn.Type.NUMERIC,
                        column.levels().orElse(List.of())))
                .toList();
    }

    /** The same for each model of an archive: the reader decides by the words of each how it reads its bytes. */
    private Outcome<MojoHeader> versions(MojoHeader header) {
        Optional<Kind> kind = Kind.of(header.algorithm());
        if (kind.isEmpty()) {
            return Outcome.refused(
                    NotAMojo, "the algorithm %s is not one that is served".formatted(Printable.of(header.algorithm())));
        }
        if (!kind.get().algo().equals(header.algo())) {
            return Outcome.refused(NotAMojo, "the archive is refused: its algo and its algorithm are not the same");
        }
        if (!CATEGORIES.contains(header.category())) {
            return Outcome.refused(NotAMojo, "the archive is refused: its category is not one that is served");
        }
        if (!VERSION.matcher(header.mojoVersion()).matches()) {
            return Outcome.refused(NotAMojo, "the archive is refused: its mojo_version is not a number");
        }
        OptionalDouble newest = Algorithms.newestMojoVersion(header.algorithm());
        if (newest.isPresent() && Double.parseDouble(header.mojoVersion()) > newest.getAsDouble()) {
            return Outcome.refused(
                    MojoTooNew,
                    "the MOJO has format version %s, and H2O %s reads %s models up to %.2f"
                            .formatted(
                                    Printable.of(header.mojoVersion()),
                                    h2oVersion,
                                    Printable.of(header.algo()),
                                    newest.getAsDouble()));
        }
        if (!header.h2oVersion().equals(h2oVersion)) {
            return Outcome.refused(
                    H2OVersionMismatch,
                    "the MOJO was exported by H2O %s, but the platform runs %s; train or export it there"
                            .formatted(Printable.of(header.h2oVersion()), h2oVersion));
        }
        // The reader takes older formats too, and reads their trees by other rules than those that were checked.
        if (newest.isPresent() && Double.parseDouble(header.mojoVersion()) < newest.getAsDouble()) {
            return Outcome.refused(
                    NotAMojo,
                    "the archive is refused: it has format version %s, and H2O %s writes %s models in %.2f"
                            .formatted(header.mojoVersion(), h2oVersion, header.algo(), newest.getAsDouble()));
        }
        return Outcome.passed(header);
    }

    private static byte[] head(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return in.readNBytes(FileKind.HEAD_BYTES);
        }
    }
}
