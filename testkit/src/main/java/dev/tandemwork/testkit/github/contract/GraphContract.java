package dev.tandemwork.testkit.github.contract;

import dev.tandemwork.testkit.github.internal.wire.Json;
import dev.tandemwork.testkit.github.traffic.GitHubExchange;
import graphql.language.FieldDefinition;
import graphql.language.ObjectTypeDefinition;
import graphql.parser.InvalidSyntaxException;
import graphql.parser.Parser;
import graphql.schema.GraphQLSchema;
import graphql.schema.idl.SchemaParser;
import graphql.schema.idl.TypeDefinitionRegistry;
import graphql.schema.idl.UnExecutableSchemaGenerator;
import graphql.validation.OperationValidationRule;
import graphql.validation.Validator;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Holds documents against GitHub's schema. */
final class GraphContract {
    private final GraphQLSchema schema;

    private GraphContract(GraphQLSchema schema) {
        this.schema = schema;
    }

    static GraphContract read(Path file) {
        TypeDefinitionRegistry types = new SchemaParser().parse(file.toFile());
        types.getTypes(ObjectTypeDefinition.class).forEach(type -> withoutRepetition(types, type));
        return new GraphContract(UnExecutableSchemaGenerator.makeUnExecutableSchema(types));
    }

    /** What is published has a type with the same field twice. */
    private static void withoutRepetition(TypeDefinitionRegistry types, ObjectTypeDefinition type) {
        Map<String, FieldDefinition> fields = new LinkedHashMap<>();
        type.getFieldDefinitions().forEach(field -> fields.putIfAbsent(field.getName(), field));
        if (fields.size() < type.getFieldDefinitions().size()) {
            types.remove(type);
            types.add(type.transform(builder -> builder.fieldDefinitions(List.copyOf(fields.values()))));
        }
    }

    List<String> breaches(GitHubExchange exchange) {
        String document = Json.parse(exchange.request()).path("query").asText();
        try {
            return new Validator()
                            .validateDocument(schema, Parser.parse(document), GraphContract::isOfTheSchema, Locale.ROOT)
                            .stream()
                            .map(error ->
                                    "document [" + document.lines().findFirst().orElse("") + "]: " + error.getMessage())
                            .toList();
        } catch (InvalidSyntaxException e) {
            return List.of("document [" + document + "]: " + e.getMessage());
        }
    }

    /** Asking for several types at once is a rule of the library, not of the schema; gh does so. */
    private static boolean isOfTheSchema(OperationValidationRule rule) {
        return rule != OperationValidationRule.GOOD_FAITH_INTROSPECTION;
    }
}
