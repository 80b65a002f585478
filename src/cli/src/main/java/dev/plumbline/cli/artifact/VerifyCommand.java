package dev.plumbline.cli.artifact;

import dev.plumbline.artifact.ArtifactReport;
import dev.plumbline.artifact.SchemaChange;
import dev.plumbline.mojo.MojoGate;
import dev.plumbline.mojo.Refusal;
import dev.plumbline.mojo.Sha256;
import dev.plumbline.mojo.gate.MojoLimits;
import dev.plumbline.store.ArtifactStore;
import dev.plumbline.store.MountedConfigMapSource;
import dev.plumbline.store.StoreSecret;
import dev.plumbline.store.StoreSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code plumbline verify}: what the Job of a rollout runs before any Pod loads a model. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Fetches a MOJO by digest and says whether it may serve.",
            "Prints one JSON object of at most 4096 bytes."
        },
        footer = {"", "Exit codes: 0 accepted, 1 refused, 2 wrong usage, 3 the store does not answer (try again)."})
public final class VerifyCommand implements Callable<Integer> {

    @Option(names = "--uri", required = true, description = "https, http, s3, oci, pvc or configmap URI of the MOJO.")
    String uri;

    @Option(names = "--digest", required = true, paramLabel = "sha256:HEX", description = "What it must hash to.")
    String digest;

    @Option(
            names = "--h2o-version",
            defaultValue = Verification.H2O_VERSION,
            description = "H2O version of the platform. Default: ${DEFAULT-VALUE}.")
    String h2oVersion;

    @Option(names = "--allow", paramLabel = "PREFIX", description = "A beginning of URIs that may be fetched from.")
    List<String> allow = new ArrayList<>();

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = "PEM of the ECDSA P-256 key that must have signed.")
    Path publicKey;

    @Option(
            names = "--signature",
            paramLabel = "FILE|URI",
            description = "Signature as cosign sign-blob writes it. Default with a key: the URI with .sig at its end;"
                    + " for oci, the layer whose title ends with .sig.")
    String signature;

    @Option(names = "--expect-algorithm", paramLabel = "NAME", description = "H2O's short name, such as gbm.")
    String algorithm;

    @Option(names = "--active-report", paramLabel = "FILE", description = "JSON report of the model that serves now.")
    Path activeReport;

    @Option(
            names = "--schema-policy",
            defaultValue = "Compatible",
            description = "Identical, Compatible or Any, against the active report. Default: ${DEFAULT-VALUE}.")
    SchemaChange.Allowed schemaPolicy;

    @Option(names = "--golden", paramLabel = "FILE", description = "JSON of rows whose predictions are known.")
    Path golden;

    @Option(names = "--limit", paramLabel = "NAME=NUMBER", description = "A limit of the gate other than the default.")
    List<String> limits = List.of();

    @Option(
            names = "--max-bytes",
            defaultValue = "536870912",
            description = "Largest download. Default: ${DEFAULT-VALUE}.")
    long maxBytes;

    @Option(names = "--deadline", defaultValue = "300s", description = "For everything, such as 300s or 5m.")
    String deadline;

    @Option(names = "--termination-log", paramLabel = "FILE", description = "Where the object is written as well.")
    Path terminationLog;

    @Option(
            names = "--work-dir",
            defaultValue = "/tmp",
            description = "Where the download lies for a while. Default: ${DEFAULT-VALUE}.")
    Path workDir;

    @Option(names = "--volumes", defaultValue = "/mnt/models", description = "Where claims are mounted.")
    Path volumes;

    @Option(names = "--configmaps", defaultValue = "/mnt/configmaps", description = "Where ConfigMaps are mounted.")
    Path configmaps;

    @Option(
            names = "--store-secret",
            paramLabel = "FOLDER",
            description =
                    "Files as a Secret is mounted: token, username and password, .dockerconfigjson, ca.crt, AWS_*.")
    Path storeSecret;

    @Option(
            names = "--ca",
            paramLabel = "FILE",
            description =
                    "PEM of authorities that are trusted beside the usual ones. Default: ca.crt of --store-secret.")
    Path ca;

    @Option(names = "--allow-loopback", hidden = true, description = "Fetch from this machine, outside of a cluster.")
    boolean loopback;

    @Spec
    CommandSpec spec;

    @Override
    public Integer call() {
        try (Workspace space = Workspace.within(workDir)) {
            Sha256 expected = Sha256.parse(digest)
                    .orElseThrow(
                            () -> new IllegalArgumentException("--digest is not sha256: and 64 lower-case digits"));
            Duration budget = Durations.parse(deadline);
            Verification verification = verification(space.folder(), budget);
            Progress progress = new Progress();
            return new Deadlined(budget, progress).run(() -> judged(verification, expected, progress), this::print);
        } catch (IllegalArgumentException | IOException wrong) {
            spec.commandLine().getErr().println("plumbline: " + wrong.getMessage());
            spec.commandLine().getErr().flush();
            return 2;
        }
    }

    private Judged judged(Verification verification, Sha256 expected, Progress progress) {
        try {
            Verdict verdict = verification.run(uri, expected, progress);
            return new Judged(verdict, verdict.accepted() ? 0 : 1);
        } catch (Verification.Unreachable later) {
            return new Judged(refused(Refusal.Reason.FetchFailed, later.getMessage()), 3);
        } catch (IOException disk) {
            return new Judged(refused(Refusal.Reason.FetchFailed, "the disk of the verification failed"), 3);
        } catch (OutOfMemoryError tooLarge) {
            return new Judged(
                    refused(Refusal.Reason.LoadFailed, "the model needs more memory than the verification has"), 1);
        }
    }

    private static Verdict refused(Refusal.Reason reason, String message) {
        return Verdict.refused(new Refusal(reason, message));
    }

    private Verification verification(Path space, Duration budget) throws IOException {
        MojoLimits bounds = MojoLimits.DEFAULT.with(String.join(",", limits));
        Optional<ArtifactReport> active = Optional.empty();
        if (activeReport != null) {
            active = Verdict.reportOf(read(activeReport));
            if (active.isEmpty()) {
                throw new IOException(activeReport + " holds no report");
            }
        }
        return new Verification(
                ArtifactStore.of(
                        new StoreSettings(space, maxBytes, allow, loopback, budget, volumes, secret()),
                        new MountedConfigMapSource(configmaps)),
                new MojoGate(bounds, h2oVersion),
                signed(),
                Optional.ofNullable(algorithm),
                active,
                schemaPolicy,
                golden == null ? Optional.empty() : Optional.of(GoldenRows.parse(read(golden))));
    }

    private StoreSecret secret() throws IOException {
        if (ca != null && !Files.isRegularFile(ca)) {
            throw new IOException(ca + " cannot be read");
        }
        return new StoreSecret(Optional.ofNullable(storeSecret), Optional.ofNullable(ca), System.getenv());
    }

    private Optional<Verification.Signed> signed() throws IOException {
        if (publicKey == null) {
            if (signature != null) {
                throw new IOException("--signature needs --public-key");
            }
            return Optional.empty();
        }
        String pem = new String(read(publicKey));
        if (signature == null) {
            return Optional.of(new Verification.Signed(pem, Optional.empty(), Optional.empty()));
        }
        return Optional.of(
                signature.contains("://")
                        ? new Verification.Signed(pem, Optional.of(signature), Optional.empty())
                        : new Verification.Signed(pem, Optional.empty(), Optional.of(read(Path.of(signature)))));
    }

    private static byte[] read(Path file) throws IOException {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new IOException(file + " cannot be read");
        }
    }

    private void print(Judged judged) {
        String text = judged.verdict().compact();
        spec.commandLine().getOut().println(text);
        spec.commandLine().getOut().flush();
        if (terminationLog != null) {
            try {
                Files.writeString(terminationLog, text);
            } catch (IOException unwritable) {
                spec.commandLine().getErr().println("plumbline: " + terminationLog + " cannot be written");
            }
        }
    }
}
