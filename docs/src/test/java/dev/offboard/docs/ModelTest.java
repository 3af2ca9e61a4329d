package dev.offboard.docs;

import static org.assertj.core.api.Assertions.assertThat;

import edu.mit.csail.sdg.alloy4.A4Reporter;
import edu.mit.csail.sdg.ast.Command;
import edu.mit.csail.sdg.ast.Module;
import edu.mit.csail.sdg.parser.CompUtil;
import edu.mit.csail.sdg.translator.A4Options;
import edu.mit.csail.sdg.translator.A4Solution;
import edu.mit.csail.sdg.translator.TranslateAlloyToKodkod;
import java.util.stream.Stream;
import kodkod.engine.satlab.SATFactory;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// The model of the protocol holds within its scope, and its broken twins are found out. Every
/// command of the model says what it expects.
class ModelTest {
  private static final Module MODEL =
      CompUtil.parseEverything_fromFile(
          A4Reporter.NOP, null, House.ROOT.resolve("docs/model/offboarding.als").toString());

  static Stream<Named<Command>> commands() {
    return MODEL.getAllCommands().stream()
        .map(command -> Named.of(command + " expect " + command.expects, command));
  }

  @ParameterizedTest
  @MethodSource("commands")
  void each_command_of_the_model_answers_as_expected(Command command) {
    assertThat(command.expects).as("%s says what it expects", command).isIn(0, 1);

    A4Solution answer =
        TranslateAlloyToKodkod.execute_command(
            A4Reporter.NOP, MODEL.getAllReachableSigs(), command, pureJava());

    assertThat(answer.satisfiable())
        .as("%s: %s", command, answer.satisfiable() ? answer : "nothing found")
        .isEqualTo(command.expects == 1);
  }

  private static A4Options pureJava() {
    A4Options options = new A4Options();
    options.solver = SATFactory.DEFAULT;
    return options;
  }
}
