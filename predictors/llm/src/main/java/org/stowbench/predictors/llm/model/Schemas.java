package org.stowbench.predictors.llm.model;

import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonArraySchema;
import dev.langchain4j.model.chat.request.json.JsonIntegerSchema;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import dev.langchain4j.model.chat.request.json.JsonSchemaElement;
import org.stowbench.predictors.llm.chat.ModelRequest;

/**
 * The JSON schemas that replies keep to. Providers differ in what they take; these use only what
 * all take: every field required, no others, no bounds. Reasoning comes first, so that the answer
 * can follow from it.
 */
final class Schemas {

  private Schemas() {}

  /** The form that a provider is told to keep to. */
  static ResponseFormat format(ModelRequest.Schema schema) {
    JsonObjectSchema root =
        switch (schema) {
          case RANKING -> root("ranking", array(entry()));
          case BEST -> best();
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
  private static JsonObjectSchema best() {
    return JsonObjectSchema.builder()
        .addStringProperty("item")
        .addStringProperty("best_container")
        .addStringProperty("reasoning")
        .required("item", "best_container", "reasoning")
        .additionalProperties(false)
        .build();
  }

  private static JsonObjectSchema entry() {
    return JsonObjectSchema.builder()
        .addStringProperty("container")
        .addNumberProperty("probability")
        .required("container", "probability")
        .additionalProperties(false)
        .build();
  }

  private static JsonArraySchema array(JsonSchemaElement items) {
    return JsonArraySchema.builder().items(items).build();
  }
}
