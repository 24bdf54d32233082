package io.openclaw.expression;

import static java.util.Objects.requireNonNull;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelSource;
import dev.cel.common.ast.CelConstant;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelCall;
import dev.cel.common.ast.CelExpr.CelComprehension;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A step that an expression asks for by its id: {@code steps['build']}, {@code steps.build}, {@code
 * has(steps.build)}, {@code 'build' in steps}. What it only works out, it does not name.
 *
 * @param id as it is written
 * @param place for a person: {@code character 7}
 */
public record StepReference(String id, String place) {
  private static final String INDEX = "_[_]";
  private static final String IN = "@in";

  public StepReference {
    requireNonNull(id, "id is null");
    requireNonNull(place, "place is null");
  }

  /** All of an expression, in the order in which they are written. */
  static List<StepReference> in(CelAbstractSyntaxTree tree) {
    return CelNavigableAst.fromAst(tree)
        .getRoot()
        .allNodes()
        .filter(StepReference::isOfSteps)
        .sorted((a, b) -> Integer.compare(offset(tree, a), offset(tree, b)))
        .flatMap(steps -> reference(steps, tree).stream())
        .distinct()
        .toList();
  }

  /** The variable itself, and not what a macro has given the same name. */
  private static boolean isOfSteps(CelNavigableExpr node) {
    return isSteps(node.expr())
        && Stream.iterate(
                node.parent(), Optional::isPresent, parent -> parent.orElseThrow().parent())
            .map(parent -> parent.orElseThrow().expr())
            .noneMatch(StepReference::hidesSteps);
  }

  private static boolean isSteps(CelExpr expr) {
    return expr.getKind() == Kind.IDENT && expr.ident().name().equals(Expression.STEPS);
  }

  private static boolean hidesSteps(CelExpr expr) {
    if (expr.getKind() != Kind.COMPREHENSION) {
      return false;
    }
    CelComprehension loop = expr.comprehension();
    return loop.iterVar().equals(Expression.STEPS) || loop.iterVar2().equals(Expression.STEPS);
  }

  private static Optional<StepReference> reference(
      CelNavigableExpr steps, CelAbstractSyntaxTree tree) {
    return steps
        .parent()
        .map(user -> id(user.expr(), steps.expr()))
        .map(id -> new StepReference(id, place(tree.getSource(), offset(tree, steps))));
  }

  private static @Nullable String id(CelExpr user, CelExpr steps) {
    return switch (user.getKind()) {
      case SELECT -> field(user.select(), steps);
      case CALL -> key(user.call(), steps);
      default -> null;
    };
  }

  private static @Nullable String field(CelSelect select, CelExpr steps) {
    return select.operand().equals(steps) ? select.field() : null;
  }

  private static @Nullable String key(CelCall call, CelExpr steps) {
    List<CelExpr> arguments = call.args();
    return switch (call.function()) {
      case INDEX -> arguments.getFirst().equals(steps) ? text(arguments.getLast()) : null;
      case IN -> arguments.getLast().equals(steps) ? text(arguments.getFirst()) : null;
      default -> null;
    };
  }

  private static @Nullable String text(CelExpr expr) {
    return expr.getKind() == Kind.CONSTANT
            && expr.constant().getKind() == CelConstant.Kind.STRING_VALUE
        ? expr.constant().stringValue()
        : null;
  }

  private static int offset(CelAbstractSyntaxTree tree, CelNavigableExpr node) {
    return tree.getSource().getPositionsMap().getOrDefault(node.id(), 0);
  }

  private static String place(CelSource source, int offset) {
    return source.getOffsetLocation(offset).map(Expression::place).orElse("character 1");
  }
}
