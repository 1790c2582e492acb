// Inputs of question 3. On the sheet's own numbers many wrong methods are right by luck, so most points need others.

Tensor Matrix(params double[][] rows) => stack(rows.Select(row => tensor(row, ScalarType.Float64)).ToArray());

Case("q3a", group: "numbers", label: "the numbers of the sheet", tensor(new double[] { 3, -1, -1 }, ScalarType.Float64),
    Matrix(new double[] { 1, 2, 3 }, new double[] { 2, 2, 1 }, new double[] { 0, 1, -1 }, new double[] { 0, -2, -4 }),
    Matrix(new double[] { 6, 1, -2 }, new double[] { 6, -1, 2 }, new double[] { 6, 1, 0 }, new double[] { 6, 1, 2 }));
for (var k = 1; k <= 5; k++) Case("q3a", group: "sheet", label: $"sizes of the sheet, random numbers {k}", Random(3), Random(4, 3), Random(4, 3));
foreach (var (n, d, v) in new[] { (1, 2, 3), (2, 3, 5), (5, 4, 2), (7, 2, 1), (6, 1, 4), (9, 5, 5), (3, 3, 2) })
    Case("q3a", group: "general", label: $"{n} keys of {d}, values of {v}", Random(d), Random(n, d), Random(n, v));
Case("q3a", group: "general", label: "all scores negative", tensor(new double[] { 1, 1 }, ScalarType.Float64), Matrix(new double[] { -3, -1 }, new double[] { -1, -0.5 }, new double[] { -2, -2 }), Random(3, 4));
Case("q3a", group: "general", label: "a long key that points away", tensor(new double[] { 1, 0 }, ScalarType.Float64), Matrix(new double[] { -9, 1 }, new double[] { 0.5, 0.1 }, new double[] { 0.9, 3 }), Random(3, 2));
Case("q3a", group: "ties", label: "the first of two equal keys", tensor(new double[] { 1, 2 }, ScalarType.Float64), Matrix(new double[] { 0, 1 }, new double[] { 2, 1 }, new double[] { 2, 1 }, new double[] { 1, 0 }), Random(4, 3));

// New cases stand here, at the end: before others they would change the random numbers of those.
Tensor Vector(params double[] entries) => tensor(entries, ScalarType.Float64);
Case("q3a", group: "sheet", label: "sizes of the sheet, all scores negative", Vector(1, 2, 1),
    Matrix(new double[] { -3, -1, -4 }, new double[] { -1, -0.5, -0.5 }, new double[] { 0, -0.25, -0.75 }, new double[] { -1, 0, -1 }), Random(4, 3));
Case("q3a", group: "sheet", label: "sizes of the sheet, the best key is short and first", Vector(2, 0, -1),
    Matrix(new double[] { 1.5, 1, 0 }, new double[] { 0.5, 0, -0.25 }, new double[] { -6, 3, 4 }, new double[] { 2, 9, 2 }), Random(4, 3));
Case("q3a", group: "sheet", label: "sizes of the sheet, the best key is a middle one", Vector(-1, 1, 3),
    Matrix(new double[] { 0, 1, 0.5 }, new double[] { -2, 2, 3 }, new double[] { 1, -1, -9 }, new double[] { -0.1, 0.1, 0.3 }), Random(4, 3));
Case("q3a", group: "ties", label: "equal scores of different keys", Vector(1, 1, 0), Matrix(new double[] { -2, 1, 5 }, new double[] { 1, 2, -7 }, new double[] { 3, 0, 2 }), Random(3, 2));
Case("q3a", group: "ties", label: "a query of zeros", Vector(0, 0), Random(5, 2), Random(5, 4));
