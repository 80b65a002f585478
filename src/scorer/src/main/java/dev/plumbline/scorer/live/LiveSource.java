package dev.plumbline.scorer.live;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Where the live record is read. */
public sealed interface LiveSource {

    /** @throws IOException when it cannot be read or understood; the message says which */
    LiveRecord read() throws IOException;

    /** A key of the rollout's ConfigMap: each of its Deployments has one. */
    record ConfigMap(KubeApi api, String name, String key) implements LiveSource {

        @Override
        public LiveRecord read() throws IOException {
            KubeApi.Reply reply = api.configMap(name);
            if (reply.status() != 200) {
                throw new IOException(reply.refusal(name));
            }
            String state = reply.body().path("data").path(key).asText("");
            return StateJson.live(state);
        }
    }

    /** A file in place of the ConfigMap. */
    record StateFile(Path path) implements LiveSource {

        @Override
        public LiveRecord read() throws IOException {
            return StateJson.live(Files.readString(path));
        }
    }

    /** Nothing was configured; the process never becomes ready and says why. */
    record Nowhere() implements LiveSource {

        @Override
        public LiveRecord read() throws IOException {
            throw new IOException("neither PLUMBLINE_EPOCH_CONFIGMAP nor PLUMBLINE_STATE_FILE is set");
        }
    }
}
