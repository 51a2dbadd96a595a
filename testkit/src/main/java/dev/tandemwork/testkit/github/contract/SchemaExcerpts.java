package dev.tandemwork.testkit.github.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import dev.tandemwork.testkit.github.internal.wire.Json;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.StreamSupport;

/** Cuts schemas out of a description, each with what it refers to: the whole would be read anew for each of them. */
final class SchemaExcerpts {
    private static final String SCHEMAS = "#/components/schemas/";

    private final JsonNode api;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(Dialects.getDraft4());
    private final Map<String, Schema> known = new ConcurrentHashMap<>();

    SchemaExcerpts(JsonNode api) {
        this.api = api;
    }

    Schema at(String pointer) {
        return known.computeIfAbsent(pointer, key -> registry.getSchema(place(key), excerpt(api.at(key))));
    }

    /** Two excerpts without places of their own are taken for one document. */
    private static SchemaLocation place(String pointer) {
        return SchemaLocation.of("https://github.invalid/" + Integer.toHexString(pointer.hashCode()));
    }

    private ObjectNode excerpt(JsonNode schema) {
        ObjectNode document = Json.object();
        ObjectNode schemas = document.putObject("components").putObject("schemas");
        document.putArray("allOf").add(plain(schema));
        collect(schema, schemas);
        return document;
    }

    private void collect(JsonNode node, ObjectNode schemas) {
        String reference = node.path("$ref").asText();
        String name = reference.startsWith(SCHEMAS) ? reference.substring(SCHEMAS.length()) : "";
        if (!name.isEmpty() && !schemas.has(name)) {
            JsonNode found = api.at(reference.substring(1));
            schemas.set(name, plain(found));
            collect(found, schemas);
        }
        node.forEach(child -> collect(child, schemas));
    }

    /** In OpenAPI 3.0 a schema says itself whether null is allowed; in JSON Schema null is an alternative to it. */
    private static JsonNode plain(JsonNode node) {
        if (node.isArray()) {
            return StreamSupport.stream(node.spliterator(), false)
                    .map(SchemaExcerpts::plain)
                    .collect(Json.toArray());
        }
        if (!node.isObject()) {
            return node;
        }
        ObjectNode plain = Json.object();
        node.properties().forEach(entry -> plain.set(entry.getKey(), plain(entry.getValue())));
        if (node.path("format").asText().equals("email")) {
            // git takes any text for an address, and so does GitHub
            plain.remove("format");
        }
        return node.path("nullable").asBoolean() ? orNull(plain) : plain;
    }

    private static ObjectNode orNull(ObjectNode schema) {
        schema.remove("nullable");
        ObjectNode either = Json.object();
        either.putArray("anyOf").add(schema).add(Json.object().put("type", "null"));
        return either;
    }
}
