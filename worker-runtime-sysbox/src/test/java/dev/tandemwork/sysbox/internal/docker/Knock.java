package dev.tandemwork.sysbox.internal.docker;

import java.net.URI;

/** A process of its own that connects to an engine, and prints how that failed. */
final class Knock {
    private Knock() {}

    public static void main(String[] args) {
        try (DockerHost host = DockerHosts.connect(URI.create(args[0]))) {
            System.out.println("reached " + host.info().version());
        } catch (DockerException e) {
            System.out.println(e.kind() + " " + e.getMessage());
        }
    }
}
