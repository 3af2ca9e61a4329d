package dev.offboard.identity.account;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.offboard.contracts.UserId;
import dev.offboard.identity.PlainText;
import dev.offboard.messaging.chassis.ApiProblem;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Many users of one tenant in one request.
record Batch(@Nullable List<@Nullable User> users) {
  /// One transaction of them takes a fraction of a second, and the body stays below the limit.
  static final int MOST_USERS = 500;

  List<@Nullable User> checked() {
    if (users == null) {
      throw PlainText.invalid("users", "is missing");
    }
    if (users.size() > MOST_USERS) {
      throw PlainText.invalid(
          "users", "%d users (expected: at most %d)".formatted(users.size(), MOST_USERS));
    }
    return users;
  }

  /// @throws ApiProblem 400, naming the field
  static Entry entry(@Nullable User user) {
    if (user == null) {
      throw PlainText.invalid("users", "null (expected: a user)");
    }
    return new UserBody(
            user.userName,
            user.kind,
            user.displayName,
            user.mail,
            user.externalId,
            user.otherContractUntil,
            user.password,
            user.isProtected,
            user.isAdministrator)
        .entry(checkedId(user.userId));
  }

  static Result result(UserId userId, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Created created -> new Result(userId.value(), "created", null, null);
      case Outcome.Rehired rehired -> new Result(userId.value(), "created", null, null);
      case Outcome.Updated updated -> new Result(userId.value(), "updated", null, null);
      case Outcome.Unchanged unchanged -> new Result(userId.value(), "unchanged", null, null);
      case Outcome.Rejected(ApiProblem problem) -> rejected(userId.value(), problem);
    };
  }

  static Result rejected(@Nullable User user, ApiProblem problem) {
    return rejected(user == null ? null : user.userId, problem);
  }

  private static Result rejected(@Nullable String userId, ApiProblem problem) {
    Map<String, Object> members = problem.getBody().getProperties();
    return new Result(
        userId,
        "rejected",
        members == null ? null : String.valueOf(members.get("code")),
        problem.getBody().getDetail());
  }

  private static UserId checkedId(@Nullable String userId) {
    if (userId == null) {
      throw PlainText.invalid("userId", "is missing");
    }
    try {
      return new UserId(userId);
    } catch (IllegalArgumentException e) {
      throw ApiProblem.badRequest("invalid-value", e.getMessage() + ". Nothing was done.")
          .with("field", "userId");
    }
  }

  /// One line of the batch, checked only by [#entry].
  record User(
      @Nullable String userId,
      @Nullable String userName,
      @Nullable String kind,
      @Nullable String displayName,
      @Nullable String mail,
      @Nullable String externalId,
      @Nullable String otherContractUntil,
      @Nullable Password password,
      @JsonProperty("protected") @Nullable Boolean isProtected,
      @JsonProperty("administrator") @Nullable Boolean isAdministrator) {}

  /// In the order of the users asked for.
  record Results(List<Result> results) {}

  /// `reason`, a stable code, and `detail`, a sentence, for a rejected one only.
  record Result(
      @Nullable String userId, String outcome, @Nullable String reason, @Nullable String detail) {}
}
