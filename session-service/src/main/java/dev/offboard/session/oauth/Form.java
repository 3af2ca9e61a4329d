package dev.offboard.session.oauth;

import dev.offboard.messaging.chassis.ApiProblem;
import dev.offboard.session.token.OpaqueToken;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import org.apache.tomcat.util.http.InvalidParameterException;

/// The form of a request to an OAuth endpoint, by the rules of RFC 6749 section 3.2: a parameter
/// without a value counts as omitted, none may be there twice, unknown ones are ignored. Parameters
/// in the address are refused: a token there ends up in logs (RFC 6749 section 2.3.1).
final class Form {
  private final Map<String, String[]> parameters;

  private Form(Map<String, String[]> parameters) {
    this.parameters = parameters;
  }

  static Form of(HttpServletRequest request) {
    if (request.getQueryString() != null) {
      throw OAuthRefusal.invalidRequest(
          "parameters belong into the body, form-encoded, never into the address; nothing was"
              + " done");
    }
    try {
      return new Form(request.getParameterMap());
    } catch (InvalidParameterException e) {
      if (e.getErrorCode() == HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE) {
        throw ApiProblem.tooLarge("body-too-large", "The form is too large. Nothing was done.");
      }
      throw OAuthRefusal.invalidRequest("the body is no valid form; nothing was done");
    }
  }

  Optional<String> value(String name) {
    String[] values = parameters.getOrDefault(name, new String[0]);
    if (values.length > 1) {
      throw OAuthRefusal.invalidRequest(
          name + " is there " + values.length + " times (expected: once); nothing was done");
    }
    return values.length == 0 || values[0].isEmpty() ? Optional.empty() : Optional.of(values[0]);
  }

  String required(String name) {
    return value(name)
        .orElseThrow(
            () ->
                OAuthRefusal.invalidRequest(
                    name + " is missing (expected: form-encoded in the body); nothing was done"));
  }

  OpaqueToken token(String name) {
    return new OpaqueToken(required(name));
  }
}
