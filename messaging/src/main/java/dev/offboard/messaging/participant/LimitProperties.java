package dev.offboard.messaging.participant;

import dev.offboard.contracts.Priority;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/// From how many users of a tenant a participant takes something in an hour without asking back:
/// from so many, or from this share of those it knows, whichever is more. Revoking, erasing and
/// withdrawing roles count each for itself.
///
/// @param users 1,000 an hour is more than any company's people leave by themselves, and what a
///   day's work puts right if it was a mistake
/// @param share of a large tenant's users, for whom a thousand is nothing
/// @param urgentUsers of emergencies: each is about one person, so a few hundred are no emergency
/// @param urgentShare the same of a large tenant
@ConfigurationProperties("offboard.participant.limit")
record LimitProperties(
    @DefaultValue("1000") int users,
    @DefaultValue("0.05") double share,
    @DefaultValue("200") int urgentUsers,
    @DefaultValue("0.01") double urgentShare) {

  LimitProperties {
    require("users", users >= 0);
    require("urgent-users", urgentUsers >= 0);
    require("share", share >= 0 && share <= 1);
    require("urgent-share", urgentShare >= 0 && urgentShare <= 1);
  }

  int usersOf(Priority priority) {
    return switch (priority) {
      case NORMAL -> users;
      case URGENT -> urgentUsers;
    };
  }

  double shareOf(Priority priority) {
    return switch (priority) {
      case NORMAL -> share;
      case URGENT -> urgentShare;
    };
  }

  private static void require(String name, boolean holds) {
    if (!holds) {
      throw new IllegalArgumentException(
          "offboard.participant.limit.%s is out of range (expected: users >= 0, a share between 0 and 1)"
              .formatted(name));
    }
  }
}
