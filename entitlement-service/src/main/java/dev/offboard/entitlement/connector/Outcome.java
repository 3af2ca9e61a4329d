package dev.offboard.entitlement.connector;

/// What was done in an application, as a kind of evidence.
public enum Outcome {
  WEBHOOK_ACCEPTED("webhooksAccepted"),
  /// Read back inactive.
  DEACTIVATED("accountsDeactivated"),
  /// Read back as not found.
  DELETED("accountsDeleted"),
  /// There was no account.
  ALREADY_GONE("accountsAlreadyGone"),
  /// Read back active.
  REACTIVATED("accountsReactivated"),
  /// Asked to give back what isn't there any more: a person has to provision it anew.
  NOT_RESTORABLE("accountsNotRestorable"),
  /// The application's owner says so.
  CONFIRMED_BY_OWNER("ownerConfirmations");

  private final String kind;

  Outcome(String kind) {
    this.kind = kind;
  }

  public String kind() {
    return kind;
  }
}
