package dev.plumbline.cli.rollout;

import java.io.File;
import java.time.Duration;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.TypeConversionException;

/** Which rollout of which cluster, found as kubectl finds it. Fields are null where the caller named nothing. */
final class Where {

    @Parameters(paramLabel = "NAME", description = "Name of the ModelRollout.")
    String name;

    @Option(
            names = {"-n", "--namespace"},
            description = "Its namespace. Default: that of the context.")
    String namespace;

    @Option(names = "--context", description = "Context of the kubeconfig. Default: the current one.")
    String context;

    @Option(names = "--kubeconfig", description = "File. Default: $KUBECONFIG, then ~/.kube/config.")
    File kubeconfig;

    @Option(
            names = "--timeout",
            defaultValue = "5m",
            converter = Span.class,
            description = "How long --wait waits, such as 90s or 5m. Default: ${DEFAULT-VALUE}.")
    Duration timeout;

    static final class Span implements ITypeConverter<Duration> {
        @Override
        public Duration convert(String text) {
            if (!text.matches("\\d{1,6}[smh]")) {
                throw new TypeConversionException("'" + text + "' is no time such as 90s, 5m or 1h");
            }
            return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
        }
    }
}
