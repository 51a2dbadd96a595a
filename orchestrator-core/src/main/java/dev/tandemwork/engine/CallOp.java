package dev.tandemwork.engine;

import dev.tandemwork.graph.Failure;
import dev.tandemwork.graph.Node;
import dev.tandemwork.graph.NodeBody;
import dev.tandemwork.graph.NodePath;
import dev.tandemwork.graph.NodePolicies;
import dev.tandemwork.graph.Recovery;
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
    private final Codec<@Nullable Object> in;
    private final Codec<@Nullable Object> out;
    private final Class<?> outClass;
    private final @Nullable Block onFailure;

    @SuppressWarnings("unchecked")
    CallOp(Node<?, ?> node, @Nullable Block onFailure) {
        super(List.of(node.name()));
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
            fiber.account().spend(completed.usage().cost());
            byte[] json = completed.result().bytes();
            fiber.setValue(out.decode(json));
            fiber.memo().remember(fiber.value(), out, json);
        } else if (completed == null && failed != null && sameInput(fiber, path, failed.inputHash())) {
            fiber.account().spend(failed.usage().cost());
            failed(fiber, path, failed.failure());
        }
        return true;
    }

    private boolean sameInput(Fiber fiber, NodePath path, long recorded) {
        long found = fiber.memo().hashOf(fiber.value(), in);
        if (found != recorded) {
            fiber.execution().halt(Drift.input(path, recorded, found));
        }
        return found == recorded;
    }

    /** Goes on after the last attempt has failed. */
    void failed(Fiber fiber, NodePath path, Failure failure) {
        if (onFailure == null) {
            fiber.fail(failure);
        } else {
            fiber.setValue(new Recovery<>(fiber.value(), failure));
            fiber.push(onFailure, path, fiber.account(), ended -> {});
        }
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

    Codec<@Nullable Object> in() {
        return in;
    }

    Codec<@Nullable Object> out() {
        return out;
    }

    Class<?> outClass() {
        return outClass;
    }
}
