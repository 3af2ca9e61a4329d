package dev.offboard.local.client;

import dev.offboard.contracts.UserRef;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/// Sessions and their tokens.
public final class SessionClient {
  private static final String TOKEN = "token";

  private final Api api;

  SessionClient(Api api) {
    this.api = api;
  }

  /// Opens a session for the user, as the sign-in page does after a good password.
  public Tokens open(UserRef user) {
    Answer answer =
        api.postRepeatably(
                "/api/tenants/%s/users/%s/sessions".formatted(user.tenantId(), user.userId()),
                Map.of())
            .expect(200, 201);
    return new Tokens(
        answer.body().path("accessToken").asText(), answer.body().path("refreshToken").asText());
  }

  /// RFC 7662: true while the token is good.
  public boolean isActive(String token) {
    return isActive(api.formRepeatably("/oauth2/introspect", Map.of(TOKEN, token)));
  }

  /// The same without waiting for the answer.
  public CompletableFuture<Boolean> isActiveAsync(String token) {
    return api.formAsync("/oauth2/introspect", Map.of(TOKEN, token))
        .thenApply(SessionClient::isActive);
  }

  /// RFC 6749 section 6: new tokens for a refresh token, unless it is refused.
  public Optional<Tokens> refresh(String refreshToken) {
    Answer answer =
        api.form(
                "/oauth2/token",
                Map.of("grant_type", "refresh_token", "refresh_token", refreshToken))
            .expect(200, 400, 401);
    return answer.status() == 200
        ? Optional.of(
            new Tokens(
                answer.body().path("access_token").asText(),
                answer.body().path("refresh_token").asText(refreshToken)))
        : Optional.empty();
  }

  private static boolean isActive(Answer answer) {
    return answer.expect(200).body().path("active").asBoolean();
  }
}
