double Twice(double x)
{
    var result = x;
    result += x;
    return result;
}
Tensor Scale(Tensor x, double by)
{
    return x.mul(by);
}
IEnumerable<int> Evens(int n)
{
    var list = new List<int>();
    for (var i = 0; i < n; i++) list.Add(i * 2);
    return list;
}
