package dev.offboard.orchestrator.rule;

import dev.cel.bundle.Cel;
import dev.cel.bundle.CelBuilder;
import dev.cel.bundle.CelFactory;
import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.ast.CelReference;
import dev.cel.common.types.SimpleType;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelUnknownSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A condition that was checked: every variable is there, every comparison has types that fit, and
/// the whole is a truth. It costs no more than its length: the language has no loops here, because
/// the macros that make them are left out, and regular expressions are matched in linear time.
final class Condition {
  /// More than a condition that a person can follow.
  static final int LONGEST = 1000;

  private static final int DEEPEST = 32;

  /// RE2 instructions; a pattern of a hundred characters has some hundred.
  private static final int LARGEST_PATTERN = 2000;

  private static final Cel LANGUAGE = language();

  private final CelRuntime.Program program;
  private final Set<Variable> variables;

  private Condition(CelRuntime.Program program, Set<Variable> variables) {
    this.program = program;
    this.variables = variables;
  }

  private static Cel language() {
    CelBuilder builder =
        CelFactory.standardCelBuilder()
            .setOptions(
                CelOptions.current()
                    .maxExpressionCodePointSize(LONGEST)
                    .maxParseRecursionDepth(DEEPEST)
                    .maxRegexProgramSize(LARGEST_PATTERN)
                    .build())
            .setStandardMacros()
            .setResultType(SimpleType.BOOL);
    for (Variable variable : Variable.values()) {
      builder.addVar(variable.expression(), variable.type());
    }
    return builder.build();
  }

  /// What it came to.
  sealed interface Answer {
    record Holds() implements Answer {}

    record DoesNot() implements Answer {}

    /// @param why without any value that it was asked about
    record Failed(String why) implements Answer {}

    /// It depends on something that isn't known.
    record NotKnown() implements Answer {}
  }

  /// Thrown for a condition that can't be asked.
  static final class Unfit extends Exception {
    private static final long serialVersionUID = 1;

    private final transient List<RuleProblem> problems;

    Unfit(List<RuleProblem> problems) {
      super(problems.toString());
      this.problems = problems;
    }

    List<RuleProblem> problems() {
      return problems;
    }
  }

  static Condition of(String text) throws Unfit {
    if (text.isBlank()) {
      throw new Unfit(
          List.of(
              new RuleProblem(1, 1, "is empty (expected: a condition, such as user.protected)")));
    }
    try {
      CelAbstractSyntaxTree tree = LANGUAGE.compile(text).getAst();
      return new Condition(LANGUAGE.createProgram(tree), variablesOf(tree));
    } catch (CelValidationException e) {
      throw new Unfit(e.getErrors().stream().map(Condition::problem).toList());
    } catch (CelEvaluationException | RuntimeException e) {
      throw new Unfit(List.of(new RuleProblem(1, 1, "can't be used: " + e.getMessage())));
    }
  }

  private static Set<Variable> variablesOf(CelAbstractSyntaxTree tree) {
    return tree.getReferenceMap().values().stream()
        .map(CelReference::name)
        .map(Variable::named)
        .flatMap(Optional::stream)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static RuleProblem problem(CelIssue issue) {
    String message = issue.getMessage();
    String words =
        message.startsWith("undeclared reference") || message.startsWith("undefined field")
            ? message.replace(" (in container '')", "")
                + " (expected one of: "
                + names()
                + "; there are no loops)"
            : message;
    return new RuleProblem(
        Math.max(1, issue.getSourceLocation().getLine()),
        Math.max(0, issue.getSourceLocation().getColumn()) + 1,
        words);
  }

  private static String names() {
    return java.util.Arrays.stream(Variable.values())
        .map(Variable::expression)
        .collect(Collectors.joining(", "));
  }

  Set<Variable> variables() {
    return variables;
  }

  /// Never throws.
  Answer ask(Facts facts) {
    try {
      @Nullable Object answer = program.eval(facts.byName());
      return switch (answer) {
        case Boolean holds -> holds ? new Answer.Holds() : new Answer.DoesNot();
        case CelUnknownSet unknown -> new Answer.NotKnown();
        case null, default -> new Answer.Failed("it came to something that is no truth");
      };
    } catch (CelEvaluationException e) {
      return new Answer.Failed(String.valueOf(e.getErrorCode()));
    } catch (RuntimeException e) {
      return new Answer.Failed(e.getClass().getSimpleName());
    }
  }
}
