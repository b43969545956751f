package org.stowbench.modelservers;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;

/**
 * WireMock in the place of a deployment at Azure: only the right path, version and key are
 * answered. The first requests meet "too many" and a fault of the connection each.
 */
final class AzureAtWireMock implements AutoCloseable {

  /** How many requests get no answer. */
  static final int TROUBLES = 1 + Fault.values().length;

  private static final String TROUBLE = "trouble";

  private final WireMockServer server = new WireMockServer(options().dynamicPort());

  AzureAtWireMock(String key) {
    server.stubFor(
        asked(key)
            .willReturn(
                json(
                    "{\\\"reasoning\\\":\\\"a\\\",\\\"ranking\\\":[{\\\"container\\\":\\\"2\\\",\\\"probability\\\":0.6}]}",
                    "null")));
    server.stubFor(
        asked(key)
            .withRequestBody(matchingJsonPath("$[?(@.logprobs == true)]"))
            .willReturn(
                json(
                    "2",
                    """
                    {"content": [{"token": "2", "logprob": -0.5, "top_logprobs": [
                      {"token": "2", "logprob": -0.5}, {"token": "None", "logprob": -1.5},
                      {"token": "1", "logprob": -2.5}, {"token": "The", "logprob": -4.5}]}]}
                    """)));
    String state = Scenario.STARTED;
    state = once(key, state, aResponse().withStatus(429).withHeader("Retry-After", "1"));
    for (Fault fault : Fault.values()) {
      state = once(key, state, aResponse().withFault(fault));
    }
    server.start();
  }

  private String once(String key, String state, ResponseDefinitionBuilder response) {
    String next = state + ".";
    server.stubFor(
        asked(key)
            .inScenario(TROUBLE)
            .whenScenarioStateIs(state)
            .willSetStateTo(next)
            .willReturn(response));
    return next;
  }

  private static MappingBuilder asked(String key) {
    return post(urlPathEqualTo("/openai/deployments/kitchen/chat/completions"))
        .withQueryParam("api-version", equalTo("2024-10-21"))
        .withHeader("api-key", equalTo(key))
        .withHeader("Authorization", absent());
  }

  private static ResponseDefinitionBuilder json(String content, String logprobs) {
    return aResponse()
        .withHeader("Content-Type", "application/json")
        .withBody(
            """
            {"id": "c", "object": "chat.completion", "created": 1, "model": "gpt-4o-2024-08-06",
             "prompt_filter_results": [{"prompt_index": 0, "content_filter_results": {}}],
             "choices": [{"index": 0, "finish_reason": "stop", "logprobs": %s,
               "content_filter_results": {},
               "message": {"role": "assistant", "content": "%s", "refusal": null}}],
             "usage": {"prompt_tokens": 100, "completion_tokens": 20, "total_tokens": 120}}
            """
                .formatted(logprobs, content));
  }

  String url() {
    return server.baseUrl();
  }

  @Override
  public void close() {
    server.stop();
  }
}
