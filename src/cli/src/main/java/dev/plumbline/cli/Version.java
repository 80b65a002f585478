package dev.plumbline.cli;

import picocli.CommandLine;

/** The version that the build wrote into the manifest of the jar. */
public final class Version implements CommandLine.IVersionProvider {

    static String text() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "0.0.0" : version;
    }

    @Override
    public String[] getVersion() {
        return new String[] {"plumbline " + text()};
    }
}
