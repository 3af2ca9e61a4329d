package dev.offboard.local.client;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Arrays;

/// What a service answered.
///
/// @param request the method and path, for messages
/// @param text the body as it was sent
/// @param body the same as JSON; missing when it is none
record Answer(String request, int status, String text, JsonNode body) {
  /// This answer, if its status is one of those.
  ///
  /// @throws ServiceRefusal else
  Answer expect(int... statuses) {
    if (Arrays.stream(statuses).noneMatch(it -> it == status)) {
      throw new ServiceRefusal(this);
    }
    return this;
  }
}
