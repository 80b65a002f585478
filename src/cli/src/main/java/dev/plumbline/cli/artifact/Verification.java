package dev.plumbline.cli.artifact;

import static dev.plumbline.mojo.Refusal.Reason.FetchFailed;
import static dev.plumbline.mojo.Refusal.Reason.GoldenRowsDiffer;
import static dev.plumbline.mojo.Refusal.Reason.LoadFailed;
import static dev.plumbline.mojo.Refusal.Reason.SchemaIncompatible;

import dev.plumbline.artifact.ArtifactReport;
import dev.plumbline.artifact.PrintableText;
import dev.plumbline.artifact.SchemaChange;
import dev.plumbline.mojo.ArtifactFile;
import dev.plumbline.mojo.BlobSignature;
import dev.plumbline.mojo.CannotScoreException;
import dev.plumbline.mojo.Inspection;
import dev.plumbline.mojo.LoadedModel;
import dev.plumbline.mojo.MojoArchive;
import dev.plumbline.mojo.MojoGate;
import dev.plumbline.mojo.MojoLoader;
import dev.plumbline.mojo.Outcome;
import dev.plumbline.mojo.Refusal;
import dev.plumbline.mojo.Sha256;
import dev.plumbline.store.ArtifactStore;
import dev.plumbline.store.FetchException;
import java.io.IOException;
import java.util.Optional;

/**
 * The steps from a URI to a verdict, each only after the one before: fetch and digest, signature, bounded check, schema,
 * loading, golden rows.
 *
 * @param signature what the artifact must be signed with; empty demands none
 * @param algorithm H2O's short name that the rollout expects; empty for any
 * @param active the report of the model that serves now; empty for the first one
 */
record Verification(
        ArtifactStore store,
        MojoGate gate,
        Optional<Signed> signature,
        Optional<String> algorithm,
        Optional<ArtifactReport> active,
        SchemaChange.Allowed allowed,
        Optional<GoldenRows> golden) {

    /** Of the h2o-genmodel in this build. */
    static final String H2O_VERSION = "3.46.0.11";

    /** More than any of H2O's short names has. */
    private static final int ALGORITHM_CHARACTERS = 40;

    private static final int MAX_SIGNATURE_BYTES = 16 << 10;

    /**
     * A key, and where the signature lies.
     *
     * @param pem the public key
     * @param uri of the signature, in any of the stores; absent: where the artifact lies
     * @param given the signature itself, where it was handed in as a file
     */
    record Signed(String pem, Optional<String> uri, Optional<byte[]> given) {}

    /** The store did not answer, and may do so later. */
    static final class Unreachable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreachable(String message) {
            super(message);
        }
    }

    Verdict run(String uri, Sha256 digest, Progress progress) throws IOException, Unreachable {
        Outcome<ArtifactFile> fetched = fetch(uri, digest);
        if (fetched instanceof Outcome.Passed<ArtifactFile>(ArtifactFile file) && signature.isPresent()) {
            fetched = signed(uri, file, signature.get());
        }
        progress.fetched();
        return switch (fetched) {
            case Outcome.Refused<ArtifactFile>(Refusal refusal) -> Verdict.refused(refusal);
            case Outcome.Passed<ArtifactFile>(ArtifactFile file) -> check(file);
        };
    }

    private Outcome<ArtifactFile> fetch(String uri, Sha256 digest) throws Unreachable {
        try {
            return store.receive(uri, digest);
        } catch (FetchException refused) {
            if (refused.unreachable()) {
                throw new Unreachable(refused.getMessage());
            }
            return Outcome.refused(FetchFailed, refused.getMessage());
        } catch (IOException stopped) {
            throw new Unreachable("the artifact could not be read to its end");
        }
    }

    private Outcome<ArtifactFile> signed(String uri, ArtifactFile file, Signed by) throws IOException, Unreachable {
        byte[] signature;
        try {
            signature = by.given().isPresent()
                    ? by.given().get()
                    : by.uri().isPresent()
                            ? store.small(by.uri().get(), MAX_SIGNATURE_BYTES)
                            : store.signature(uri, MAX_SIGNATURE_BYTES);
        } catch (FetchException none) {
            if (none.unreachable()) {
                throw new Unreachable(none.getMessage());
            }
            return Outcome.refused(Refusal.Reason.SignatureInvalid, "there is no signature: " + none.getMessage());
        }
        try {
            return BlobSignature.check(file, by.pem(), SignatureFile.signature(signature));
        } catch (IllegalArgumentException key) {
            return Outcome.refused(Refusal.Reason.SignatureInvalid, key.getMessage());
        }
    }

    private Verdict check(ArtifactFile file) throws IOException {
        ArtifactReport report;
        switch (gate.inspect(file)) {
            case Outcome.Refused<Inspection>(Refusal refusal) -> {
                return Verdict.refused(refusal);
            }
            case Outcome.Passed<Inspection>(Inspection found) -> report = Reports.of(found);
        }
        if (algorithm.isPresent() && !algorithm.get().equals(report.algorithm())) {
            return refused(
                    SchemaIncompatible,
                    "the rollout expects a %s model, and this is %s"
                            .formatted(
                                    PrintableText.of(algorithm.get(), ALGORITHM_CHARACTERS),
                                    PrintableText.of(report.algorithm(), ALGORITHM_CHARACTERS)),
                    report);
        }
        String breach = active.map(
                        before -> SchemaChange.between(before, report).refusal(allowed))
                .orElse("");
        return breach.isEmpty() ? load(file, report) : refused(SchemaIncompatible, breach, report);
    }

    private Verdict load(ArtifactFile file, ArtifactReport report) throws IOException {
        Outcome<MojoArchive> admitted = gate.admit(file);
        return switch (admitted.then(MojoLoader::load)) {
            case Outcome.Refused<LoadedModel>(Refusal refusal) ->
                Verdict.refused(refusal).with(report);
            case Outcome.Passed<LoadedModel>(LoadedModel model) -> answers(model, report);
        };
    }

    private Verdict answers(LoadedModel model, ArtifactReport report) {
        try {
            model.score(model.newRow());
        } catch (CannotScoreException none) {
            return refused(LoadFailed, "the model has no answer to a row of missing values", report);
        }
        String difference = golden.map(rows -> rows.difference(model)).orElse("");
        if (!difference.isEmpty()) {
            return refused(GoldenRowsDiffer, difference, report);
        }
        return Verdict.accepted(
                report,
                "digest%s, structure%s and loading are in order"
                        .formatted(
                                signature.isPresent() ? ", signature" : "", golden.isPresent() ? ", golden rows" : ""));
    }

    private static Verdict refused(Refusal.Reason reason, String message, ArtifactReport report) {
        return Verdict.refused(new Refusal(reason, message)).with(report);
    }
}
