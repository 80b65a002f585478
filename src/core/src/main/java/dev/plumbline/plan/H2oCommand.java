package dev.plumbline.plan;

import dev.plumbline.views.MemorySplit;
import java.util.ArrayList;
import java.util.List;

/** The command line of an H2O node, where the memory split becomes flags. */
final class H2oCommand {
    private H2oCommand() {}

    static List<String> of(ValidPlatform platform) {
        ValidPlatform.H2o h2o = platform.h2o();
        MemorySplit split = H2oObjects.split(platform);
        List<String> command = new ArrayList<>();
        command.add("java");
        // What the user adds stands before what is managed here: of two equal flags the JVM, and H2O, takes the last.
        command.addAll(h2o.jvmArgs());
        // No -Xms: the memory is reserved for the Pod anyway, and pages that are never touched help its neighbours.
        command.add("-Xmx" + split.heapMebibytes() + "m");
        command.add("-XX:MaxDirectMemorySize=" + split.directMebibytes() + "m");

        command.add("-jar");
        command.add("/opt/h2o/h2o.jar");
        command.addAll(h2o.args());
        command.add("-name");
        command.add(platform.name());
        command.add("-port");
        command.add(Integer.toString(Ports.H2O));
        command.add("-ice_root");
        command.add("/tmp/h2o");
        return List.copyOf(command);
    }
}
