package dev.tandemwork.sysbox.internal.docker;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One Docker engine. Safe for use by many threads.
 *
 * <p>Each call ends within its deadline, also when the engine is frozen, and throws {@link DockerException} and nothing
 * else. What a call that ran out of time has done is not known: look it up by name.
 */
public interface DockerHost extends AutoCloseable {
    /** Returns what the engine is. */
    EngineInfo info();

    /** Returns the image, if the engine has it. */
    Optional<ImageState> image(String reference);

    /** Makes a container, and returns its id. A name that is taken is {@link DockerException.Kind#CONFLICT}. */
    String create(ContainerSpec spec);

    /** Starts a container; one that runs stays as it is. */
    void start(String container);

    /** Gives a container another name; one that has it already keeps it. */
    void rename(String container, String name);

    /** Asks the container's first process to end, and kills it after {@code grace}. */
    void stop(String container, Duration grace);

    /** Kills a container; one that does not run stays as it is. */
    void kill(String container);

    /** Removes a container with its anonymous volumes, also one that runs; one that is not there is no error. */
    void remove(String container);

    /** Returns the container of that id or name. */
    Optional<ContainerState> inspect(String container);

    /** Returns how many bytes of files a container has written beside its volumes; 0 if it is not there. */
    long written(String container);

    /** Returns how many processes and threads live in a container; 0 if it does not run. */
    long processes(String container);

    /** Returns all containers with these labels, running or not. */
    List<ContainerState> containers(Map<String, String> labels);

    /** Runs a command in a container, hands it all of {@code input}, and waits for its end. */
    ExecResult exec(String container, List<String> command, byte[] input, Duration deadline);

    /**
     * Follows what a container prints, from what it has printed since {@code since}, until it ends or the subscription is
     * closed. The sink is called by one thread at a time, which may block: that slows the reading and not the container.
     */
    LogSubscription follow(String container, Optional<Instant> since, LogSink sink);

    /**
     * Copies a folder out of a container, running or not: plain files and folders only, where each of them counts for 512
     * bytes besides what is in it.
     *
     * @return how many bytes there was no room for
     */
    long fetch(String container, String path, Destination to);

    /**
     * Reads the plain files of a folder of a container, running or not, by their paths below it.
     *
     * @return empty if they have more than {@code maxBytes} in all, where each of them counts for 512 besides what is in it
     */
    Optional<Map<String, byte[]>> read(String container, String path, long maxBytes);

    /** Makes a network and returns its id; one of that name that is there is returned. */
    String createNetwork(NetworkSpec spec);

    /** Puts a container into a network, at an address if one is given. */
    void connect(String network, String container, Optional<String> address);

    /** Takes a container out of a network; one that is not in it is no error. */
    void disconnect(String network, String container);

    /** Removes a network; one that is not there is no error. */
    void removeNetwork(String network);

    /** Returns the networks with these labels. */
    List<NetworkState> networks(Map<String, String> labels);

    /** Makes a volume; one that is there stays as it is. */
    void createVolume(String name, Map<String, String> labels);

    /** Removes a volume; one that is not there is no error. */
    void removeVolume(String name);

    /** Returns the names of the volumes with these labels. */
    List<String> volumes(Map<String, String> labels);

    @Override
    void close();
}
