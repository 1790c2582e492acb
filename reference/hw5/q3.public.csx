// The public cases of question 3, which students receive with the right outputs. The numbers of the sheet are not among them: they are the question.

Tensor Rows(params double[][] rows) => stack(rows.Select(row => tensor(row, ScalarType.Float64)).ToArray());

var (q, keys, values) = (Random(3), Random(4, 3), Random(4, 3));
Case("q3a", group: "sheet", label: "public: the sheet's sizes", q, keys, values);
// The same pairs in another order: the output does not depend on it.
var order = tensor(new long[] { 2, 0, 3, 1 });
Case("q3a", group: "sheet", label: "public: the same keys and values, permuted", q, keys.index_select(0, order), values.index_select(0, order));
// The output is linear in the values.
Case("q3a", group: "sheet", label: "public: the same, all values doubled", q, keys, values * 2);
foreach (var (n, d, v) in new[] { (1, 3, 2), (6, 2, 5), (5, 4, 1), (2, 1, 3) })
    Case("q3a", group: "general", label: $"public: {n} keys of {d}, values of {v}", Random(d), Random(n, d), Random(n, v));
Case("q3a", group: "general", label: "public: all scores are negative", tensor(new double[] { 2, 1 }, ScalarType.Float64), Rows(new double[] { -1, -2 }, new double[] { -1, -0.5 }, new double[] { -3, -3 }), Random(3, 2));
Case("q3a", group: "general", label: "public: a long key that points away", tensor(new double[] { 0, 1 }, ScalarType.Float64), Rows(new double[] { 5, -8 }, new double[] { 0, 1 }, new double[] { 2, 1.5 }), Random(3, 4));
Case("q3a", group: "ties", label: "public: of equal keys the first", tensor(new double[] { 1, 1 }, ScalarType.Float64), Rows(new double[] { 0, 1 }, new double[] { 3, 0 }, new double[] { 3, 0 }), Random(3, 2));
