import { AwsRefusal, type Call, type Input, list, number, text } from './call.ts';
import { pageOf, pageSize } from './page.ts';
import { PRODUCTS, type Product, priceItem } from './price-list.ts';

function matches(product: Product, filter: Input): boolean {
  const value = text(filter, 'Value') ?? '';
  const field = product.fields[text(filter, 'Field') ?? ''];
  const values = value.split(',');
  switch (text(filter, 'Type')) {
    case 'CONTAINS':
      return field?.includes(value) ?? false;
    case 'ANY_OF':
      return field !== undefined && values.includes(field);
    case 'NONE_OF':
      return field === undefined || !values.includes(field);
    case 'TERM_MATCH':
    case 'EQUALS':
      return field === value;
    default:
      throw new AwsRefusal(
        'InvalidParameterException',
        `Filter type '${text(filter, 'Type')}' is not valid.`,
      );
  }
}

function getProducts(call: Call): object {
  const code = text(call.input, 'ServiceCode');
  const ofService = PRODUCTS.filter((product) => product.serviceCode === code);
  if (ofService.length === 0)
    throw new AwsRefusal('InvalidParameterException', `Invalid service code: ${code}`);
  const filters = list(call.input, 'Filters') as readonly Input[];
  const found = ofService.filter((product) => filters.every((filter) => matches(product, filter)));
  const day = call.organisation.asOf.toISOString().slice(0, 10);
  const { items, next } = pageOf(
    found.length,
    (at) => found.slice(at, at + 1).map((product) => priceItem(product, day)),
    pageSize(number(call.input, 'MaxResults'), 100, 100),
    text(call.input, 'NextToken'),
    'InvalidNextTokenException',
  );
  return { FormatVersion: 'aws_v1', NextToken: next ?? undefined, PriceList: items };
}

export const PRICING: Readonly<Record<string, (call: Call) => object>> = { GetProducts: getProducts };
