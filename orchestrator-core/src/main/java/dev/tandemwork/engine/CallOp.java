package dev.tandemwork.engine;

import dev.tandemwork.CodecException;
import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.Node;
import dev.tandemwork.graph.NodeBody;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.graph.NodePolicies;
import dev.tandemwork.graph.Recovery;
import dev.tandemwork.graph.Step;
import dev.tandemwork.internal.codec.Codec;
import dev.tandemwork.internal.record.NodeRecord;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A node. */
final class CallOp extends Op {
    private final String name;
    private final List<String> formerNames;
    private final NodeBody<Object, Object> body;
    private final NodePolicies policies;
    private final Codec<Object> in;
    private final Codec<Object> out;
    private final Class<?> outClass;
    private final @Nullable Block onFailure;

    /** What makes two nodes the same to the cache: graphs may have nodes of one name that do different things. */
    record Signature(String name, Type in, Type out) {}

    @SuppressWarnings("unchecked")
    CallOp(Node<?, ?> node, @Nullable Block onFailure) {
        super(Program.knownNames(new Step.Call(node)));
        this.name = node.name();
        this.formerNames = node.formerNames();
        this.body = (NodeBody<Object, Object>) node.body();
        this.policies = node.policies();
        this.in = Codec.of(node.inputType());
        this.out = Codec.of(node.outputType());
        this.outClass = classOf(node.outputType());
        this.onFailure = onFailure;
    }

    private static Class<?> classOf(Type type) {
        if (type instanceof Class<?> known) {
            return known;
        }
        return type instanceof ParameterizedType generic ? (Class<?>) generic.getRawType() : Object.class;
    }

    @Override
    boolean step(Fiber fiber) {
        NodePath path = fiber.child(name, formerNames);
        NodeRecord record = fiber.recordOf(path);
        if (record != null && (record.completed() != null || record.failed() != null)) {
            return answer(fiber, path, record);
        }
        return !fiber.goLive(path) || new NodeRun(fiber, this, path, record).start();
    }

    private boolean answer(Fiber fiber, NodePath path, NodeRecord record) {
        var completed = record.completed();
        var failed = record.failed();
        if (completed != null && sameInput(fiber, path, completed.inputHash())) {
            recall(fiber, path, completed.result().bytes());
        } else if (completed == null && failed != null && sameInput(fiber, path, failed.inputHash())) {
            failed(fiber, path, failed.failure());
        }
        return true;
    }

    private void recall(Fiber fiber, NodePath path, byte[] json) {
        try {
            fiber.setValue(out.decode(json));
        } catch (CodecException unfit) {
            fiber.halt(Drift.type(path, unfit));
        }
    }

    private boolean sameInput(Fiber fiber, NodePath path, long recorded) {
        long found = hashOf(fiber);
        if (found != recorded) {
            fiber.halt(Drift.input(path, recorded, found));
        }
        return found == recorded;
    }

    /** Returns the hash of what the node was given; an input that can't be encoded has none, and failed the node. */
    private long hashOf(Fiber fiber) {
        try {
            return fiber.memo().hashOf(fiber.value(), in);
        } catch (CodecException unfit) {
            return 0;
        }
    }

    /** Goes on after the last attempt has failed. */
    void failed(Fiber fiber, NodePath path, Failure failure) {
        if (onFailure == null) {
            fiber.fail(failure);
        } else {
            fiber.setValue(new Recovery<>(fiber.value(), failure));
            fiber.pushHandler(onFailure, path);
        }
    }

    Signature signature() {
        return new Signature(name, in.type(), out.type());
    }

    String name() {
        return name;
    }

    NodeBody<Object, Object> body() {
        return body;
    }

    NodePolicies policies() {
        return policies;
    }

    Codec<Object> in() {
        return in;
    }

    Codec<Object> out() {
        return out;
    }

    Class<?> outClass() {
        return outClass;
    }
}
