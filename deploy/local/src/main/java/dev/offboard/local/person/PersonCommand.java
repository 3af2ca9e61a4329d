package dev.offboard.local.person;

import picocli.CommandLine.Command;

/// `offboard person`: does nothing by itself.
@Command(
    name = "person",
    mixinStandardHelpOptions = true,
    description = "Accounts of people who operate the platform with a browser.",
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      CreatePerson.class,
      ListPeople.class,
      DisablePerson.class,
      EnablePerson.class,
      ResetPerson.class
    })
public final class PersonCommand {}
