package dev.plumbline.cli.artifact;

import dev.plumbline.store.AddressPolicy;
import dev.plumbline.store.ArtifactStore;
import dev.plumbline.store.HttpSource;
import dev.plumbline.store.MountedConfigMapSource;
import dev.plumbline.store.S3Settings;
import dev.plumbline.store.S3Source;
import dev.plumbline.store.VolumeSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The stores of a verification: like those of a Pod that serves, but without a token for the API server. */
final class Stores {

    private Stores() {}

    static ArtifactStore of(
            Path folder,
            long maxBytes,
            List<String> allow,
            boolean loopback,
            Duration budget,
            Path volumes,
            Path configmaps) {
        AddressPolicy policy = new AddressPolicy(allow, loopback);
        HttpSource web = new HttpSource(policy, budget);
        return new ArtifactStore(
                folder,
                maxBytes,
                Map.of(
                        "https",
                        web,
                        "http",
                        web,
                        "s3",
                        new S3Source(web, policy, S3Settings.of(System.getenv())),
                        "pvc",
                        new VolumeSource(volumes),
                        "configmap",
                        new MountedConfigMapSource(configmaps)));
    }
}
