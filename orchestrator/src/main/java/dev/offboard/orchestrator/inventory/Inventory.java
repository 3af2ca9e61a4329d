package dev.offboard.orchestrator.inventory;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Every access of one user that the services know of, as it is now. What was revoked or has ended
/// is left out.
///
/// @param applications where the user holds roles, and those that are told of everybody's leaving
public record Inventory(
    Told<List<ApiKey>> apiKeys,
    Told<List<OAuthGrant>> oauthGrants,
    Told<List<Application>> applications,
    Told<List<Session>> sessions) {

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record ApiKey(
      @Nullable String label,
      Instant createdAt,
      @Nullable Instant lastUsedAt,
      @Nullable Instant revokedAt) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record OAuthGrant(
      String clientId, List<String> scopes, Instant grantedAt, @Nullable Instant revokedAt) {}

  @JsonIgnoreProperties(ignoreUnknown = true)
  public record Session(
      @Nullable String device,
      @Nullable String client,
      String state,
      Instant createdAt,
      Instant lastSeenAt) {
    boolean isLive() {
      return state.equals("LIVE");
    }
  }

  /// @param reached in words, how the application hears of it
  /// @param byHand whether a person of the application has to do it
  /// @param trouble what is the matter with it right now; absent if nothing
  public record Application(
      String id,
      String name,
      List<String> roles,
      String reached,
      boolean byHand,
      @Nullable String trouble) {}

  /// What a person has to do, because no program reaches the application.
  public List<Application> byHand() {
    List<Application> known = applications.value();
    return known == null ? List.of() : known.stream().filter(Application::byHand).toList();
  }
}
