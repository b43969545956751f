package org.stowbench.predictors.llm.model;

import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonEnumSchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import dev.langchain4j.model.chat.request.json.JsonStringSchema;
import java.util.List;
import org.stowbench.predictors.llm.chat.ModelRequest;

/**
 * The JSON schemas that replies keep to. Providers differ in what they take; these use only what
 * all take: every field required, no others, no bounds. Reasoning comes first, so that the answer
 * can follow from it.
 */
final class Schemas {

  private Schemas() {}

  /** OpenAI takes no more values, and no list of more is worth a grammar. */
  private static final int MOST_CHOICES = 250;

  /**
   * The form that a provider is told to keep to.
   *
   * @param choices what may stand for a container; empty for anything
   */
  static ResponseFormat format(ModelRequest.Schema schema, List<String> choices) {
    JsonSchemaElement container =
        choices.isEmpty() || choices.size() > MOST_CHOICES
            ? JsonStringSchema.builder().build()
            : JsonEnumSchema.builder().enumValues(choices).build();
    JsonObjectSchema root =
        switch (schema) {
          case RANKING -> root("ranking", array(entry(container)));
          case BEST -> best(container);
          case LIKELIHOODS -> throw new IllegalArgumentException("likelihoods have no schema");
          case BOX -> root("box", array(JsonIntegerSchema.builder().build()));
        };
    return ResponseFormat.builder()
        .type(ResponseFormatType.JSON)
        .jsonSchema(JsonSchema.builder().name("answer").rootElement(root).build())
        .build();
  }

  private static JsonObjectSchema root(String answer, JsonSchemaElement element) {
    return JsonObjectSchema.builder()
        .addStringProperty("reasoning")
        .addProperty(answer, element)
        .required("reasoning", answer)
        .additionalProperties(false)
        .build();
  }

  /** In the order of the published answers. */
  private static JsonObjectSchema best(JsonSchemaElement container) {
    return JsonObjectSchema.builder()
        .addStringProperty("item")
        .addProperty("best_container", container)
        .addStringProperty("reasoning")
        .required("item", "best_container", "reasoning")
        .additionalProperties(false)
        .build();
  }

  private static JsonObjectSchema entry(JsonSchemaElement container) {
    return JsonObjectSchema.builder()
        .addProperty("container", container)
        .addNumberProperty("probability")
        .required("container", "probability")
        .additionalProperties(false)
        .build();
  }

  private static JsonArraySchema array(JsonSchemaElement items) {
    return JsonArraySchema.builder().items(items).build();
  }
}
