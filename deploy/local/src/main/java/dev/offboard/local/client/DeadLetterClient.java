package dev.offboard.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Records that consumers have set aside.
public final class DeadLetterClient {
  private static final String PATH = "/api/dead-letters";

  private final Api api;

  DeadLetterClient(Api api) {
    this.api = api;
  }

  /// The newest ones, as the orchestrator tells them.
  ///
  /// @param most of each topic
  public List<JsonNode> list(int most) {
    List<JsonNode> found = new ArrayList<>();
    api.get("%s?limit=%d".formatted(PATH, most))
        .expect(200)
        .body()
        .path("items")
        .forEach(found::add);
    return found;
  }

  /// One of them with its body, as the orchestrator tells it.
  ///
  /// @throws ServiceRefusal with status 404 if there is none
  public JsonNode get(String id) {
    return api.get(PATH + "/" + id).expect(200).body();
  }

  /// Has it published again where it came from. Repeated while the orchestrator is away: twice is
  /// harmless.
  ///
  /// @throws ServiceRefusal with status 404 or 409 if that can't be done
  public void replay(String id) {
    api.postRepeatably("%s/%s/replay".formatted(PATH, id), Map.of()).expect(202);
  }
}
